// Two minutes before a session ends: says so politely, with a button that stays signed in.
const WARNING = 120; // seconds
const STILL = 5000; // ms for which the answer to the button is shown
const signOut = document.querySelector("[data-sign-out]");
const { left, idle, longest } = Object.fromEntries(
  ["left", "idle", "longest"].map((name) => [name, Number(signOut?.dataset[name]) * 1000]),
);
const box = Object.assign(document.createElement("div"), { className: "session-end" });
let latest = Date.now() + longest; // no request moves this
let end = Date.now() + left;
let timer = null;

function show(sentence, ...controls) {
  const text = Object.assign(document.createElement("p"), { textContent: sentence });
  box.replaceChildren(text, ...controls);
}

function signInLink() {
  const link = Object.assign(document.createElement("a"), { target: "_blank", rel: "noopener", className: "btn btn-secondary" });
  link.textContent = "Sign in again in another window";
  link.href = signOut.dataset.signIn;
  return link;
}

function warn() {
  const at = new Date(end).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (end >= latest) return show(`Your session has lasted as long as it can and ends at ${at}. What you typed stays on this page.`, signInLink());
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-primary" });
  button.textContent = "Stay signed in";
  button.addEventListener("click", stay);
  return show(`You haven't done anything for a while, so you'll be signed out at ${at}. What you typed stays on this page.`, button);
}

function look() {
  clearTimeout(timer);
  const warnAt = end - WARNING * 1000;
  if (Date.now() >= end) show("You're signed out. What you typed stays on this page.", signInLink());
  else if (Date.now() >= warnAt) {
    warn();
    timer = setTimeout(look, end - Date.now());
  } else {
    box.replaceChildren();
    timer = setTimeout(look, warnAt - Date.now());
  }
}

/** The server was asked for something: by this page, or by another one of the same person. */
function used(seconds) {
  const next = Math.min(Date.now() + seconds * 1000, latest);
  if (next <= end) return;
  end = next;
  look();
}

async function stay() {
  const body = new URLSearchParams({ csrf_token: signOut.elements.csrf_token.value });
  const answer = await fetch(signOut.dataset.stay, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer) return show("No connection. Try again. What you typed stays on this page.", ...box.querySelectorAll("button"));
  if (!answer.ok) return show("You're signed out. What you typed stays on this page.", signInLink());
  const said = await answer.json();
  latest = Date.now() + said.longest * 1000;
  end = Date.now() + said.left * 1000;
  show("You're still signed in.");
  clearTimeout(timer);
  timer = setTimeout(look, STILL);
  return document.dispatchEvent(new CustomEvent("stayed", { detail: said.left }));
}

// A save moves the end on, but for the minute in which the server does not note it again.
if (signOut && document.querySelector("main form")) {
  box.setAttribute("role", "status");
  document.body.append(box);
  document.addEventListener("saved", () => used(idle / 1000 - 60));
  document.addEventListener("used", ({ detail }) => used(detail));
  document.addEventListener("visibilitychange", look);
  look();
}
