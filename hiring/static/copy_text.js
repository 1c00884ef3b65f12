// Buttons that copy the text of a field: shown only where a browser can do it, and said once it's done.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Selected: copy it with your keyboard";
    }
    button.setAttribute("aria-live", "polite");
  });
}
