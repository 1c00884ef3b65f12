// What is wrong with a field, shown at the field and in the summary at the top of the page.
const UNFINISHED = {
  date: "Finish the day: day, month and year. Or leave it empty.",
  time: "Finish the time: hours and minutes. Or leave it empty.",
  number: "Enter a whole number in digits.",
};

function paragraph(sentence) {
  const prefix = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: "Error: " });
  const line = document.createElement("p");
  line.append(prefix, sentence);
  return line;
}

function describe(control, id, isWrong) {
  const others = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((name) => name && name !== id);
  const all = isWrong ? [...others, id] : others;
  if (all.length) control.setAttribute("aria-describedby", all.join(" "));
  else control.removeAttribute("aria-describedby");
  if (isWrong) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

/** The sentences at one field; none clears it. */
export function showAt(box, sentences) {
  const control = box.querySelector("[name]");
  const id = `${control.name}-error`;
  let place = box.querySelector(`[id="${id}"]`);
  if (!place && !sentences.length) return;
  if (!place) {
    place = Object.assign(document.createElement("div"), { id, className: "error" });
    (box.querySelector(".hint") ?? box.querySelector("label, legend")).after(place);
  }
  if (sentences.length) place.replaceChildren(...sentences.map(paragraph));
  else place.remove();
  box.classList.toggle("wrong", sentences.length > 0);
  describe(box.tagName === "FIELDSET" ? box : control, id, sentences.length > 0);
}

function newSummary() {
  const summary = Object.assign(document.createElement("div"), { className: "problem", id: "problem", tabIndex: -1 });
  summary.setAttribute("role", "alert");
  summary.setAttribute("aria-labelledby", "problem-title");
  const title = Object.assign(document.createElement("h2"), { id: "problem-title", textContent: "There is a problem" });
  summary.append(title, document.createElement("ul"));
  document.querySelector("main .heading").before(summary);
  return summary;
}

/** `problems`: pairs of a control's id and a sentence. */
export function summarise(problems, make = false) {
  const summary = document.getElementById("problem") ?? (make ? newSummary() : null);
  document.title = document.title.replace(/^Error: /, "");
  if (!problems.length) return summary?.remove();
  if (!summary) return null;
  document.title = `Error: ${document.title}`;
  summary.querySelector("ul").replaceChildren(...problems.map(([control, sentence]) => {
    const line = document.createElement("li");
    line.append(Object.assign(document.createElement("a"), { href: `#${control}`, textContent: sentence }));
    return line;
  }));
  return summary;
}

// What the browser itself holds back, such as half a date: said like everything else, instead of an older summary.
let invalid = [];

function sayInvalid() {
  const found = invalid.map((control) => [control, UNFINISHED[control.validity.badInput ? control.type : ""] ?? control.validationMessage]);
  invalid = [];
  for (const box of found[0][0].form.querySelectorAll(".field")) {
    showAt(box, found.filter(([control]) => box.contains(control)).map(([, sentence]) => sentence));
  }
  for (const [control] of found) control.closest("details")?.setAttribute("open", "");
  summarise(found.map(([control, sentence]) => [control.id, sentence]), true).focus();
}

document.addEventListener("invalid", (event) => {
  event.preventDefault();
  if (!invalid.length) setTimeout(sayInvalid);
  invalid.push(event.target);
}, true);
