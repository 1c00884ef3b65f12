// What was typed into a form, as a plain object of names and texts, and back.
const OURS = new Set(["csrf_token", "form_id", "revision", "who", "then"]);
const NOT_TEXT = new Set(["submit", "button", "reset", "image", "file", "password"]);
const INVISIBLE = /[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\n\t]|\p{Cs}/gu;

/** Hidden controls are the page's own, but for answers to questions that are not asked any more. */
function isText(control) {
  if (!control.name || OURS.has(control.name) || NOT_TEXT.has(control.type)) return false;
  return control.type !== "hidden" || "typed" in control.dataset;
}

const isBox = (control) => control.type === "radio" || control.type === "checkbox";

function servedValue(control) {
  if (!control.options) return control.defaultValue;
  return [...control.options].find((option) => option.defaultSelected)?.value ?? control.options[0]?.value ?? "";
}

/** What the form holds now or, `served`, what it held when it came from the server. Ticked boxes make a list. */
export function textOf(form, served = false) {
  const text = {};
  for (const control of form.elements) {
    if (!isText(control)) continue;
    if (!isBox(control)) text[control.name] = served ? servedValue(control) : control.value;
    else if (served ? control.defaultChecked : control.checked) {
      if (control.type === "radio") text[control.name] = control.value;
      else (text[control.name] ??= []).push(control.value);
    }
  }
  return text;
}

/** The text as a server may hand it back: in composed characters, without invisible ones and blanks at its ends. */
function plain(value) {
  return [].concat(value ?? "")
    .map((text) => text.normalize("NFC").replace(/\r\n?/g, "\n").replace(INVISIBLE, "").trim())
    .join("\n\n");
}

/** Like with like: what differs only in a way that nobody can see is the same. */
export function isSame(text, other) {
  const names = new Set([...Object.keys(text ?? {}), ...Object.keys(other ?? {})]);
  return [...names].every((name) => plain(text?.[name]) === plain(other?.[name]));
}

export function bodyOf(form, text) {
  const body = new URLSearchParams();
  for (const name of ["csrf_token", "who", "revision"]) {
    if (form.elements[name]) body.append(name, form.elements[name].value);
  }
  for (const [name, value] of Object.entries(text)) [].concat(value).forEach((part) => body.append(name, part));
  return body;
}

/** An answer to a question that is not on the page any more stays in the form, unseen: the server keeps it. */
export function fill(form, text) {
  for (const control of form.elements) {
    if (!isText(control)) continue;
    if (isBox(control)) control.checked = [].concat(text[control.name] ?? []).includes(control.value);
    else control.value = text[control.name] ?? "";
    if (text[control.name]?.length) control.closest("details")?.setAttribute("open", "");
  }
  for (const name of Object.keys(text).filter((key) => text[key] && !form.elements[key])) {
    const unseen = Object.assign(document.createElement("input"), { type: "hidden", name, value: text[name] });
    unseen.dataset.typed = "";
    form.append(unseen);
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
