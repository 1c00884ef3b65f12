// Shows what the server says of a text that was just saved, at its field. Without it the "Save" button does the same.
import { showAt, summarise } from "./field_errors.js";

const form = document.querySelector("form[data-draft]");

// In a form that was empty, a field is not called wrong before someone has been there.
const been = new Set([document.activeElement?.closest(".field")]); // also who was quicker than this script
form?.addEventListener("focusin", (event) => been.add(event.target.closest(".field")));
form?.addEventListener("saved", ({ detail: { problems } }) => {
  if (!problems) return;
  for (const box of form.querySelectorAll(".field")) {
    const inside = problems.filter(([control]) => box.querySelector(`[id="${control}"]`));
    if (!("new" in form.dataset) || been.has(box)) showAt(box, inside.map(([, sentence]) => sentence));
  }
  summarise(problems);
});
