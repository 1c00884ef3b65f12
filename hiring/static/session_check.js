// Who is signed in now, asked where the server no longer takes what a page sends. Nothing typed goes with the question.

/** "same", with a token of their new session put into the form; "out"; or "other", who must get nothing of it. */
export async function readerNow(form) {
  // Not followed to the page where one signs in: what that page has to say is for the person who looks at it.
  const how = { redirect: "manual", signal: AbortSignal.timeout(15000) };
  const answer = await fetch(form.dataset.reader || form.dataset.card, how);
  if (answer.type === "opaqueredirect" || answer.status >= 500) return "out";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const isTheirs = form.dataset.reader
    ? page.querySelector("[data-sign-out]")?.dataset.signOut === form.dataset.who
    : page.querySelector("[data-kept]")?.dataset.kept === form.dataset.kept; // a guest's card, whose link is the session
  if (!answer.ok || !isTheirs) return "other";
  form.elements.csrf_token.value = page.querySelector('[name="csrf_token"]').value;
  return "same";
}

/** Opens a window of its own: this page and its text stay. */
export function signInLink(form) {
  const link = document.createElement(form.dataset.signIn ? "a" : "span");
  link.textContent = "Sign in in another window";
  if (form.dataset.signIn) Object.assign(link, { href: form.dataset.signIn, target: "_blank", rel: "noopener" });
  return link;
}
