import { find } from "./dom.ts";

/** The secret stands behind # and leaves the address at once (V26); the person only types the code. */
export function takeLinkFromAddress(): void {
  const secret = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  sayDownload();
  const field = find("#link", HTMLInputElement);
  if (!field) return;
  // After a mistyped code the page comes with the link in its field already.
  if (secret === "" && field.value === "") return;
  if (secret !== "") field.value = `${location.origin}${location.pathname}#${secret}`;
  find("#code", HTMLInputElement)?.focus();
}

/**
 * The download leaves the page standing: what happens now is said, and what was wrong before must not look as if it
 * still were.
 */
export function sayDownload(): void {
  const line = document.querySelector<HTMLElement>("[data-said]");
  line?.closest("form")?.addEventListener("submit", () => {
    document.querySelector(".problems")?.remove();
    line.textContent = line.dataset.said ?? "";
  });
}
