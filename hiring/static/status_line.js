// The line about saving. It is spoken when its meaning changes, not every time a minute has passed.
// A card has it under every question, of which one is on the screen.
const lines = [...document.querySelectorAll("[data-saved]")];
const notices = document.querySelector("[data-notices]");
let meaning = "";

function speak(isUrgent, ...parts) {
  for (const line of lines) {
    line.setAttribute("role", isUrgent ? "alert" : "status");
    line.replaceChildren(...parts.map((part) => part.cloneNode?.(true) ?? part));
    line.closest(".savebar")?.classList.toggle("is-offline", isUrgent);
  }
}

/** Texts and links, politely or at once. What is said already is not said again. */
export function say(isUrgent, ...parts) {
  const said = parts.map((one) => one.textContent ?? one).join("");
  if (meaning === said) return;
  meaning = said;
  speak(isUrgent, ...parts);
}

export function saySaved(time) {
  if (meaning !== "saved") {
    meaning = "saved";
    const clock = document.createElement("time");
    clock.setAttribute("aria-live", "off");
    speak(false, "Saved ", clock);
  }
  for (const line of lines) line.querySelector("time").textContent = time;
}

/** Something under the line that stays, with a button where something can be done about it. */
export function tell(kind, text, button = "", act = null) {
  const box = document.createElement("div");
  box.className = kind;
  box.setAttribute("role", kind === "warning" ? "alert" : "status");
  notices.append(box);
  const parts = [Object.assign(document.createElement("p"), { textContent: text })];
  if (act) {
    parts.push(Object.assign(document.createElement("button"), { type: "button", textContent: button, className: "btn btn-secondary" }));
    parts[1].addEventListener("click", () => { box.remove(); act(); });
  }
  requestAnimationFrame(() => box.replaceChildren(...parts)); // a region is read out when something comes into it
}

export function timeOf(moment, form) {
  const how = { hour: "2-digit", minute: "2-digit", timeZone: form.dataset.zone || undefined };
  return new Date(moment).toLocaleTimeString("en-GB", how);
}
