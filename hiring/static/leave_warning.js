// A form that keeps no draft: warns before its page is left with something typed that was not sent.
import { isSame, textOf } from "./form_text.js";

// What goes into a password is typed again in any case, and browsers fill it in by themselves.
const isShort = (form) => form.method === "post" && !("draft" in form.dataset) && !form.querySelector('[type="password"]');
const forms = [...document.querySelectorAll("main form")].filter(isShort);
const cameBack = Boolean(document.getElementById("problem")); // what was sent is shown again, and nothing was recorded
let isSent = false;

const isTyped = (form) => !isSame(textOf(form), cameBack ? {} : textOf(form, true));

for (const form of forms) form.addEventListener("submit", () => { isSent = true; });
document.addEventListener("signed-out", () => { isSent = true; });
window.addEventListener("pageshow", () => { isSent = false; });
window.addEventListener("beforeunload", (event) => {
  if (!isSent && forms.some(isTyped)) event.preventDefault();
});
