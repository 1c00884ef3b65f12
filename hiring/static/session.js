// What the pages of one browser tell each other: somebody signed out, or somebody else signed in.
import "./discard_draft.js";
import "./field_errors.js";
import "./leave_warning.js";
import { canKeep, clearErased, clearOld } from "./local_store.js";
import "./session_end.js";

const who = document.querySelector("[data-sign-out]")?.dataset.signOut;
const pages = new BroadcastChannel("hiring");
const main = document.querySelector("main");
const title = document.title;
let behind = null; // what this page showed, while it is somebody else who sits here

export const isHidden = () => behind !== null;

/** Show nothing of this page to whoever else is signed in; it is as it was when its own reader is back. */
export function hide() {
  if (isHidden()) return;
  behind = [...main.childNodes];
  document.title = "This page is closed";
  const heading = Object.assign(document.createElement("h1"), { textContent: document.title });
  const why = document.createElement("p");
  why.setAttribute("role", "alert");
  why.textContent = "Someone else has signed in in this browser, and this page isn't theirs. Nothing of it was sent. "
    + "It comes back, with what was typed, as soon as its own reader signs in again.";
  main.replaceChildren(heading, why);
}

function reopen() {
  main.replaceChildren(...behind);
  behind = null;
  document.title = title;
}

function leave(to) {
  document.body.replaceChildren();
  document.title = "Signed out";
  location.replace(to);
}

pages.addEventListener("message", ({ data }) => {
  if (!who) return; // nobody's page, or a guest's, whose link is a session of its own
  if (data.says === "signing out" && data.who === who) document.dispatchEvent(new Event("signing-out"));
  if (data.says === "signed out" && !isHidden()) {
    document.dispatchEvent(new Event("signed-out"));
    leave(data.to);
  }
  if (data.says === "here" && data.who !== who) hide();
  if (data.says === "here" && data.who === who) {
    if (isHidden()) reopen();
    document.dispatchEvent(new CustomEvent("used", { detail: data.left }));
    document.dispatchEvent(new Event("signed-in"));
  }
});

document.querySelector("[data-sign-out]")?.addEventListener("submit", () => {
  pages.postMessage({ says: "signing out", who });
});

const left = Number(document.querySelector("[data-sign-out]")?.dataset.left);
if (who) pages.postMessage({ says: "here", who, left });
document.addEventListener("stayed", ({ detail }) => pages.postMessage({ says: "here", who, left: detail }));
if (document.querySelector('[data-kind="signed-out"]')) {
  pages.postMessage({ says: "signed out", to: location.pathname });
}
// Nobody's text goes when someone signs out: it is encrypted, and its writer finds it for a day.
if (canKeep()) clearOld().then(() => clearErased(main.dataset.erased)).catch(() => {}); // without a network the next page asks
