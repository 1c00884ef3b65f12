// Saves a form while its author types, and says so. Without it the "Save" button does the same.
import { comeBack } from "./restore_draft.js";
import { card, form, isDirty, keep, place, saveOnce } from "./save_draft.js";
import { isHidden } from "./session.js";

const PAUSE = 2000; // ms after the last key,
const LONGEST = 4000; // but never longer after the first that is not saved: someone may type without a pause
const KEPT = 300; // until a key is kept in this browser
const SETTLED = 3000; // a page that is left waits no longer for its last save
const TRIES = [2000, 4000, 8000, 16000, 30000];

const timers = {};
let running = null; // the save under way
let again = false; // and one more after it
let failed = 0;
let isLeaving = false;

function stop(...names) {
  for (const name of names) {
    clearTimeout(timers[name]);
    timers[name] = null;
  }
}

function later(name, wait, act) {
  timers[name] ??= setTimeout(() => {
    timers[name] = null;
    act();
  }, wait);
}

/** One request at a time. What is typed while it runs goes with the next; nothing is sent while two texts wait for a choice. */
function save() {
  stop("pause", "longest", "retry");
  if (running) again = true;
  else if (isDirty() && !card.mustChoose && !isHidden() && !isLeaving) running = saveAndGoOn();
  return running;
}

async function saveAndGoOn() {
  const isDone = await saveOnce();
  running = null;
  failed = isDone ? 0 : failed + 1;
  if (!isDone) later("retry", TRIES[Math.min(failed, TRIES.length) - 1], save);
  if (again) {
    again = false;
    if (isDone) save();
  }
}

function typed() {
  later("kept", KEPT, keep);
  stop("pause");
  later("pause", PAUSE, save);
  later("longest", LONGEST, save);
}

/** Before the page is left by a button of its own: the last word is saved first, so that it meets no save on its way. */
async function settle() {
  const passed = (wait) => new Promise((resolve) => setTimeout(resolve, wait));
  const settled = async () => {
    await running;
    await save();
    await passed(0); // a form cannot be sent while it is still asking whether it may be
  };
  await Promise.race([settled(), passed(SETTLED)]);
}

async function submitted(event) {
  if (isLeaving || !(running || isDirty()) || "discard" in (event.submitter?.dataset ?? {})) return;
  event.preventDefault();
  const { submitter } = event;
  await settle();
  stop("pause", "longest", "retry");
  isLeaving = true;
  form.requestSubmit(submitter);
}

async function signingOut(event) {
  if (!(running || isDirty())) return;
  event.preventDefault();
  await settle();
  event.target.submit();
}

if (!card.mustChoose) form.classList.add("is-autosaving");
form.addEventListener("input", typed);
form.addEventListener("submit", submitted);
document.querySelector("[data-sign-out]")?.addEventListener("submit", signingOut);
document.addEventListener("signing-out", save);
document.addEventListener("signed-in", save);
document.addEventListener("signed-out", () => {
  isLeaving = true;
  stop("kept", "pause", "longest", "retry");
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") keep();
  save();
});
window.addEventListener("beforeunload", (event) => {
  if (!place && isDirty() && !isLeaving) event.preventDefault(); // this browser keeps nothing of it
});
window.addEventListener("online", save);
window.addEventListener("focus", save);
window.addEventListener("pageshow", ({ persisted }) => { if (persisted) isLeaving = false; });

if (form.dataset.kept && !card.mustChoose) await comeBack(form, place, card);
if (isDirty()) typed();
