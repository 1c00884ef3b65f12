// Keeps count of what is marked, with the way to what is still open; and tells the page how tall the line about it is.
const form = document.querySelector("form[data-draft]");
const bar = document.querySelector(".saved");
const count = document.querySelector("[data-marked]");
const still = document.querySelector(".still");
const links = [...document.querySelectorAll("[data-open]")];

function show() {
  let marked = 0;
  for (const link of links) {
    const isMarked = Boolean(form.querySelector(`[name="level-${link.dataset.open}"]:checked`));
    link.closest("li").hidden = isMarked;
    marked += isMarked;
  }
  const text = `${marked} of ${links.length} marked`;
  if (count.textContent !== text) count.textContent = text;
  still.hidden = marked === links.length;
}

form.addEventListener("input", show);
form.addEventListener("reset", () => setTimeout(show));
show();

// What is scrolled to must not come to lie under the line.
new ResizeObserver(() => {
  document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`);
}).observe(bar);
