// One save of a form: what is sent, what is kept in the browser until it is acknowledged, and what each answer means.
import { bodyOf, isSame, textOf } from "./form_text.js";
import { canKeep, Place } from "./local_store.js";
import { hide } from "./session.js";
import { readerNow, signInLink } from "./session_check.js";
import { say, saySaved } from "./status_line.js";

const TEXT_STAYS = "Your text stays here. Trying again.";
const CANNOT = "This page can no longer be saved. Your text stays here.";
const ASK_WHO = new Set([400, 401, 403, 404]);
const LARGEST_AT_PARTING = 60000; // a page that is left may still send 64 kB

export const form = document.querySelector("form[data-draft]");
export const place = form.dataset.kept && canKeep() ? new Place(form.dataset) : null;
export const card = {
  saved: "unsaved" in form.dataset ? {} : textOf(form, true), // what the server is known to have
  sent: null, // what was sent last, whatever became of it
  kept: null, // what this browser holds of this page, and when that was typed
  putBack: null, // what an earlier page of this browser had kept
  isOffline: false,
  isOut: false, // nobody, or someone else, is signed in
  mustChoose: "mustChoose" in form.dataset, // the server has another text
};

export const isDirty = () => !isSame(textOf(form), card.saved);

export async function keep() {
  if (!place) return;
  if (!isDirty()) {
    const wasKept = card.kept; // typed back to what is saved
    card.kept = null;
    if (wasKept) await place.dropOwn().catch(() => {});
    return;
  }
  const { sent, isOffline } = card;
  const text = textOf(form);
  if (!card.kept || !isSame(text, card.kept.text)) card.kept = { text, at: Date.now() };
  const record = { base: form.elements.revision.value, text, sent, isOffline };
  await place.put(record, card.kept.at).catch(() => say(false, "This browser is full. What you type is only saved on the server."));
}

async function post() {
  card.sent = textOf(form);
  keep();
  const body = bodyOf(form, card.sent);
  const isLeft = document.visibilityState === "hidden";
  return fetch(form.dataset.draft, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
    keepalive: isLeft && body.toString().length < LARGEST_AT_PARTING,
    signal: AbortSignal.timeout(15000),
  });
}

async function isBack() {
  const reader = await readerNow(form);
  card.isOut = reader !== "same";
  if (reader === "out") say(true, "You're signed out. ", signInLink(form), ". Your text stays here.");
  if (reader === "other" && form.dataset.signIn) hide();
  else if (reader === "other") say(true, CANNOT);
  return !card.isOut;
}

function acknowledged(text, answer) {
  form.elements.revision.value = answer.revision;
  card.saved = text;
  if (isDirty()) keep();
  else place?.dropOwn();
  if (card.putBack) place.drop(card.putBack);
  card.putBack = null;
  saySaved(answer.saved);
  form.dispatchEvent(new CustomEvent("saved", { detail: answer, bubbles: true }));
}

async function took(answer) {
  if (answer.ok) acknowledged(card.sent, await answer.json());
  else if (answer.status === 409) {
    const { conflict, look } = await answer.json();
    card.mustChoose = !look; // what the server could not keep can be mended here, and is then sent again
    form.classList.remove("is-autosaving"); // the button that the sentence names
    const button = form.querySelector('button[name="then"][value="keep"]');
    button?.closest("details")?.setAttribute("open", "");
    say(true, `${conflict} Press “${button?.textContent.trim() ?? "Save"}” to ${look ?? "see both"}.`);
  } else if (answer.status === 413) say(true, "This is too long to save. Shorten it. Your text stays here.");
  else {
    say(true, `Not saved yet. ${TEXT_STAYS}`);
    return false;
  }
  return true;
}

/** True once the server has answered for this text; false where the same should be tried again. */
export async function saveOnce() {
  try {
    let answer = card.isOut ? null : await post();
    if (!answer || ASK_WHO.has(answer.status)) {
      if (!(await isBack())) return false;
      answer = await post();
    }
    if (ASK_WHO.has(answer.status)) {
      say(true, CANNOT);
      return true;
    }
    card.isOffline = false;
    return await took(answer);
  } catch {
    card.isOffline = true;
    say(true, `No connection. ${TEXT_STAYS}`);
    keep();
    return false;
  }
}
