// What was typed into a form, as a plain object of names and texts, and back.
const OURS = new Set(["csrf_token", "form_id", "revision", "who", "then"]);

function servedValue(control) {
  if (!control.options) return control.defaultValue;
  return [...control.options].find((one) => one.defaultSelected)?.value ?? control.options[0]?.value;
}

/** What the form holds now or, `served`, what it held when it came from the server. */
export function textOf(form, served = false) {
  const text = {};
  for (const one of form.elements) {
    if (!one.name || OURS.has(one.name)) continue;
    const isChosen = one.type !== "radio" || (served ? one.defaultChecked : one.checked);
    const value = served && one.type !== "radio" ? servedValue(one) : one.value;
    if (isChosen && value) text[one.name] = value;
  }
  return text;
}

export function isSame(one, other) {
  const names = Object.keys(one ?? {});
  return names.length === Object.keys(other ?? {}).length && names.every((name) => one[name] === other?.[name]);
}

/** An answer to a question that is not on the page any more stays in the form, unseen: the server keeps it. */
export function fill(form, text) {
  for (const one of form.elements) {
    if (!one.name || OURS.has(one.name)) continue;
    if (one.type === "radio") one.checked = text[one.name] === one.value;
    else one.value = text[one.name] ?? "";
  }
  for (const name of Object.keys(text).filter((one) => !form.elements[one])) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value: text[name] }));
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
