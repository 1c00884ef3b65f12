// Where a person has chosen between two texts, or seals: what this browser had kept of the card goes.
import { canKeep, Place } from "./kept.js";
import { isSame, textOf } from "./typed.js";

const around = document.querySelector("[data-let-go]");

/** The text that was chosen against; or all, where the card is sealed. */
async function letGo(typed) {
  const place = new Place(around.dataset);
  if (!typed) return place.dropAll();
  const same = (await place.others()).filter((one) => isSame(one.text, textOf(typed)));
  return Promise.all(same.map((one) => place.drop(one)));
}

async function goOn(event) {
  const link = event.target.closest("a");
  if (event.type === "click" && !link) return;
  event.preventDefault();
  await letGo(link && around.querySelector("form")).catch(() => {});
  if (link) location.assign(link.href);
  else event.target.submit();
}

if (canKeep()) around.addEventListener(around.dataset.letGo, goOn);
