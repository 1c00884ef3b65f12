// Through a card without leaving the keyboard: from a box to its scale, and from a mark on to the next question.
const form = document.querySelector("form[data-draft]");
const hint = document.querySelector("[data-keys]");

/** The mark that is chosen, else the first: where the Tab key would lead. */
function scaleOf(section) {
  const marks = [...section.querySelectorAll('input[type="radio"]')];
  return marks.find((mark) => mark.checked) ?? marks[0];
}

/** The box of the next question, which comes onto the screen; after the last one the button that goes on. */
function after(section) {
  const next = section.nextElementSibling?.matches(".q") ? section.nextElementSibling : null;
  if (!next) return section.querySelector(".steps button");
  location.hash = next.id;
  return next.querySelector(".q-mark textarea");
}

form.addEventListener("keydown", (event) => {
  const { target } = event;
  if (event.key !== "Enter" || event.isComposing) return;
  const section = target.closest("section");
  const isMark = target.type === "radio";
  const isBox = target.tagName === "TEXTAREA" && (event.ctrlKey || event.metaKey);
  if (!isMark && !isBox) return;
  event.preventDefault(); // on a mark, Enter would send the form
  const next = isMark ? after(section) : scaleOf(section);
  next?.focus();
});

hint.hidden = false;
if (/Mac|iPhone|iPad/.test(navigator.platform)) hint.querySelector("[data-ctrl]").textContent = "⌘";
