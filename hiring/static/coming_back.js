// When a card is opened: text that this browser kept and the server does not have is put back, or asked about.
import { tell, timeOf } from "./saying.js";
import { fill, isSame, textOf } from "./typed.js";

function putBack(form, one) {
  fill(form, one.text);
  const why = one.isOffline ? " while there was no connection." : ", before it could be saved.";
  tell("said", `Put back what you typed at ${timeOf(one.at, form)}${why}`);
}

function offer(form, one) {
  const what = `What you typed at ${timeOf(one.at, form)} was not saved. You have begun to type something else.`;
  tell("warning", what, "Put it back instead", () => fill(form, one.text));
}

/** The server shows both, as it does wherever a newer text was saved meanwhile. */
function ask(form, one) {
  const what = `What you typed here at ${timeOf(one.at, form)} was not saved, and you saved a newer text since.`;
  tell("warning", `${what} Nothing is merged.`, "See both and choose", () => {
    fill(form, one.text);
    form.elements.revision.value = one.base;
    form.submit();
  });
}

export async function comeBack(form, place, card) {
  if (!place) {
    tell("quiet", "What you type is saved on the server only: this browser cannot keep it safely for you.");
    return;
  }
  // What a browser fills in by itself after a reload or a step back may be older than what the server has.
  form.autocomplete = "off";
  const base = Number(form.dataset.revision);
  const isLost = (one) => !isSame(one.text, card.saved);
  const found = await place.others().catch(() => []);
  found.filter((one) => !isLost(one)).forEach((one) => place.drop(one));
  const lost = found.filter(isLost);
  card.putBack = lost.find((one) => one.base === base || isSame(one.sent, card.saved)) ?? null;
  if (card.putBack) (isSame(textOf(form), card.saved) ? putBack : offer)(form, card.putBack);
  const moved = lost.find((one) => one !== card.putBack);
  if (moved) ask(form, moved);
}
