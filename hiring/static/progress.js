// Keeps the way to the questions up to date: what is marked, and which question is on the screen.
const form = document.querySelector("form[data-draft]");
const count = document.querySelector("[data-marked]");
const links = [...document.querySelectorAll("[data-open]")];

function wordOf(mark) {
  if (!mark) return ["open", ""];
  return mark === "not_observed" ? ["not observed", "–"] : ["marked ", mark];
}

function showMarks() {
  let marked = 0;
  for (const link of links) {
    const mark = form.querySelector(`[name="level-${link.dataset.open}"]:checked`)?.value;
    const item = link.closest("li");
    const [spoken, shown] = wordOf(mark);
    marked += Boolean(mark);
    if (item.dataset.mark === (mark ?? "")) continue;
    item.dataset.mark = mark ?? "";
    item.className = mark ? "is-done" : "";
    const words = Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: spoken });
    link.querySelector(".m").replaceChildren(words, shown);
  }
  const text = `${marked} of ${links.length} marked`;
  if (count.textContent !== text) count.textContent = text;
}

function showPlace() {
  const at = document.querySelector(".q:target, .q:has(:target)") ?? document.querySelector(".q.is-opened");
  for (const link of links) {
    if (link.hash === `#${at.id}`) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
}

for (const link of links) link.closest("li").dataset.mark = form.querySelector(`[name="level-${link.dataset.open}"]:checked`)?.value ?? "";
form.addEventListener("input", showMarks);
form.addEventListener("reset", () => setTimeout(showMarks));
window.addEventListener("hashchange", showPlace);
showMarks();
if (location.hash) showPlace();
