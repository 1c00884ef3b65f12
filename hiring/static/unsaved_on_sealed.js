// On a sealed card: text that this browser kept is shown to be read, and is never applied.
import { canKeep, Place } from "./local_store.js";
import { timeOf } from "./status_line.js";

const shown = document.querySelector("[data-leftover]");

function show(one) {
  for (const part of shown.querySelectorAll("[data-of]")) {
    const text = one.text[part.dataset.of] ?? "";
    part.querySelector("[data-text]").textContent = text === "not_observed" ? "not observed" : text;
    part.hidden = !text;
  }
  for (const question of shown.querySelectorAll("section")) {
    question.hidden = [...question.querySelectorAll("[data-of]")].every((part) => part.hidden);
  }
  shown.querySelector("[data-when]").textContent = timeOf(one.at, shown);
  shown.hidden = false;
}

if (canKeep()) {
  const [newest] = await new Place(shown.dataset).others();
  if (newest) show(newest);
}
