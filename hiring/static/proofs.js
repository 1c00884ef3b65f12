// Shows what the server says of a text that was just saved, at its field. Without it the "Save" button does the same.
const form = document.querySelector("form[data-draft]");

function paragraph(sentence) {
  const prefix = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: "Error: " });
  const said = document.createElement("p");
  said.append(prefix, sentence);
  return said;
}

function describe(control, id, isWrong) {
  const others = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  const all = isWrong ? [...others, id] : others;
  if (all.length) control.setAttribute("aria-describedby", all.join(" "));
  else control.removeAttribute("aria-describedby");
}

function show(box, sentences) {
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
  const isGroup = box.tagName === "FIELDSET";
  describe(isGroup ? box : control, id, sentences.length > 0);
  if (!isGroup && sentences.length) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

function summarise(problems) {
  const summary = document.getElementById("problem");
  if (!problems.length) document.title = document.title.replace(/^Error: /, "");
  if (!summary) return;
  if (!problems.length) return summary.remove();
  summary.querySelector("ul").replaceChildren(...problems.map(([control, sentence]) => {
    const line = document.createElement("li");
    line.append(Object.assign(document.createElement("a"), { href: `#${control}`, textContent: sentence }));
    return line;
  }));
}

// In a form that was empty, a field is not called wrong before somebody has been there.
const been = new Set([document.activeElement?.closest(".field")]); // also who was quicker than this script
form?.addEventListener("focusin", (event) => been.add(event.target.closest(".field")));
form?.addEventListener("saved", ({ detail: { problems } }) => {
  if (!problems) return;
  for (const box of form.querySelectorAll(".field")) {
    const inside = problems.filter(([control]) => box.querySelector(`[id="${control}"]`));
    if (!("new" in form.dataset) || been.has(box)) show(box, inside.map(([, sentence]) => sentence));
  }
  summarise(problems);
});
