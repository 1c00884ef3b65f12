// Where a person has chosen the newer of two texts: what this browser had kept of the other one goes.
import { canKeep, Place } from "./kept.js";
import { isSame, textOf } from "./typed.js";

const around = document.querySelector("[data-let-go]");

async function letGo(typed) {
  const place = new Place(around.dataset);
  const same = (await place.others()).filter((one) => isSame(one.text, textOf(typed)));
  return Promise.all(same.map((one) => place.drop(one)));
}

async function goOn(event) {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  await letGo(around.querySelector("form")).catch(() => {});
  location.assign(link.href);
}

if (canKeep()) around.addEventListener("click", goOn);
