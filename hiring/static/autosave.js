// Saves a draft while its author types, and says so. Without it the "Save" button does the same.
const form = document.querySelector("form[data-autosave]");
const said = document.querySelector("[data-saved]");
const WAIT = 2000; // after the last key; a save is never further than this and one request behind
let waiting = null, running = false, again = false;

function say(text, urgent = false) {
  said.setAttribute("role", urgent ? "alert" : "status");
  said.textContent = text;
}

async function save() {
  if (running) { again = true; return; }
  running = true;
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
    });
    if (answer.ok) {
      const answered = await answer.json(), { saved, revision } = answered;
      form.elements.revision.value = revision;
      say(`Saved ${saved}`);
      form.dispatchEvent(new CustomEvent("saved", { detail: answered }));
    } else if (answer.status === 409) {
      const { conflict } = await answer.json();
      say(`${conflict} Press “Save” to see both.`, true);
    } else if (answer.status === 401) {
      say("You are signed out. Sign in in another window; your text stays here.", true);
    } else if (answer.status === 400) {
      say("This page is from before you signed out. Press “Save”: your text is kept.", true);
    } else {
      say("Not saved yet. Your text stays here; trying again.", true);
      again = true;
    }
  } catch {
    say("No connection. Your text stays here; trying again.", true);
    again = true;
  } finally {
    running = false;
    if (again) { again = false; waiting = setTimeout(save, WAIT); }
  }
}

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(save, WAIT);
});
form?.addEventListener("submit", () => clearTimeout(waiting));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && waiting) { clearTimeout(waiting); save(); }
});
