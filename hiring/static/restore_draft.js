// When a form is opened: text that this browser kept and the server does not have is put back, or asked about.
import { fill, isSame, textOf } from "./form_text.js";
import { tell, timeOf } from "./status_line.js";

function putBack(form, record) {
  fill(form, record.text);
  const why = record.isOffline ? " while there was no connection." : ", before it could be saved.";
  tell("said", `Put back what you typed at ${timeOf(record.at, form)}${why}`);
}

function offer(form, record) {
  const what = `What you typed at ${timeOf(record.at, form)} wasn't saved. You've started to type something else.`;
  tell("warning", what, "Put it back instead", () => fill(form, record.text));
}

/** The server shows both, as it does wherever a newer text was saved since. */
function ask(form, record) {
  const what = `What you typed here at ${timeOf(record.at, form)} wasn't saved, and you've saved a newer version since.`;
  tell("warning", `${what} We don't merge them.`, "See both and choose", () => {
    fill(form, record.text);
    form.elements.revision.value = record.base;
    form.action = form.dataset.draft;
    form.submit();
  });
}

export async function comeBack(form, place, card) {
  if (!place) {
    tell("quiet", "What you type is only saved on the server. This browser can't keep it safely for you.");
    return;
  }
  // What a browser fills in by itself after a reload or a step back may be older than what the server has.
  form.autocomplete = "off";
  const base = form.dataset.revision;
  const isLost = (record) => !isSame(record.text, card.saved);
  const found = await place.others().catch(() => []);
  found.filter((record) => !isLost(record)).forEach((record) => place.drop(record));
  const lost = found.filter(isLost);
  card.putBack = lost.find((record) => record.base === base || isSame(record.sent, card.saved)) ?? null;
  if (card.putBack) (isSame(textOf(form), card.saved) ? putBack : offer)(form, card.putBack);
  const moved = lost.find((record) => record !== card.putBack);
  if (moved) ask(form, moved);
}
