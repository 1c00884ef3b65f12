// Through a card without leaving the keyboard: from a box to its scale, and from a mark on to the next question.
const form = document.querySelector("form[data-draft]");
const hint = document.querySelector("[data-keys]");

/** The mark that is chosen, else the first: where the Tab key would lead. */
function scaleOf(section) {
  const marks = [...section.querySelectorAll('input[type="radio"]')];
  return marks.find((one) => one.checked) ?? marks[0];
}

function after(section) {
  const boxes = [...form.querySelectorAll("textarea")];
  return boxes.find((one) => section.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING
    && !section.contains(one));
}

form.addEventListener("keydown", (event) => {
  const { target } = event;
  if (event.key !== "Enter" || event.isComposing) return;
  const section = target.closest("section");
  const isMark = target.type === "radio";
  const isBox = target.tagName === "TEXTAREA" && (event.ctrlKey || event.metaKey);
  if (!isMark && !isBox) return;
  event.preventDefault(); // on a mark, Enter would send the form
  const next = isMark ? after(section) : section ? scaleOf(section) : form.querySelector("button");
  next?.focus();
});

hint.hidden = false;
if (/Mac|iPhone|iPad/.test(navigator.platform)) hint.querySelector("[data-ctrl]").textContent = "⌘";
