// Shows what the answer to a save says of the words in it, under the field they stand in. Without it the check page does.
const form = document.querySelector("form[data-draft]");

// A sentence that stays is left alone: only what is new is announced.
function tell(region, sentences) {
  for (const told of [...region.children]) {
    if (!sentences.includes(told.textContent)) told.remove();
  }
  const there = [...region.children].map((told) => told.textContent);
  for (const sentence of sentences.filter((one) => !there.includes(one))) {
    const told = document.createElement("p");
    told.textContent = sentence;
    region.append(told);
  }
}

// What someone is at stays where it is on the screen when something appears or goes above it.
function keepingPlace(region, change) {
  const at = document.activeElement;
  const isBelow = region.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING;
  const isSeen = region.getBoundingClientRect().bottom > 0;
  const before = at.getBoundingClientRect().top;
  change();
  if (isBelow && isSeen) window.scrollBy({ top: at.getBoundingClientRect().top - before, behavior: "instant" });
}

form?.addEventListener("saved", ({ detail }) => {
  for (const region of form.querySelectorAll("[data-hints]")) {
    keepingPlace(region, () => tell(region, detail.hints?.[region.dataset.hints] ?? []));
  }
});
