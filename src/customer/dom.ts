/** Small tools for the page. */

export function find<T extends HTMLElement>(selector: string, kind: new () => T): T | undefined {
  const found = document.querySelector(selector);
  return found instanceof kind ? found : undefined;
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Made by hand, as the key below: telephones from before 2021 have neither `replaceChildren` nor `replaceAll`. */
export function fill(place: Element, ...children: (Node | string)[]): void {
  place.textContent = "";
  place.append(...children);
}

/** Says something to eyes and screen readers; the region stands in the page before it speaks (WCAG 4.1.3). */
export function say(text: string): void {
  const status = document.querySelector("#status");
  if (status && status.textContent !== text) status.textContent = text;
}

/** Takes back what `say` said, where nothing else has been said since. */
export function unsay(text: string): void {
  if (document.querySelector("#status")?.textContent === text) say("");
}

/** Random and unguessable, 256 bits, as the server wants it for a form. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}
