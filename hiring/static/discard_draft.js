// Where a person chooses the newer of two texts: what this browser had kept of the other one goes.
import { isSame, textOf } from "./form_text.js";
import { canKeep, Place } from "./local_store.js";

async function discard(holder, form) {
  const place = new Place(holder.dataset);
  const same = (await place.others()).filter((record) => isSame(record.text, textOf(form)));
  await place.dropOwn();
  return Promise.all(same.map((record) => place.drop(record)));
}

async function goOn(event) {
  const link = event.target.closest("a[data-let-go]");
  if (!link) return;
  event.preventDefault();
  const holder = link.closest("[data-kept]");
  await discard(holder, holder.closest("form") ?? holder.querySelector("form")).catch(() => {});
  location.assign(link.href);
}

if (canKeep()) document.addEventListener("click", goOn);
