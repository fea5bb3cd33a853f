// Small tools for building the page. No markup from strings, so nothing a message contains can become markup.

/** @typedef {Node | string | false | null | undefined} Child */

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] `on…` become listeners, `data` becomes data attributes
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false || value === null) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "class") node.className = String(value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== false && child !== null && child !== undefined));
  return node;
}

/**
 * Touches nothing that stands where it belongs: what is put in anew, a screen reader reads out anew.
 * @param {HTMLElement} parent
 * @param {HTMLElement[]} nodes
 */
export function place(parent, nodes) {
  for (const node of [...parent.children]) if (!nodes.includes(/** @type {HTMLElement} */ (node))) node.remove();
  for (const [i, node] of nodes.entries()) {
    const there = parent.children[i] ?? null;
    if (there !== node) parent.insertBefore(node, there);
  }
}

/**
 * @param {string} name of a symbol in index.html
 * @param {string} [className]
 */
export function icon(name, className) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  svg.setAttribute("aria-hidden", "true");
  if (className) svg.setAttribute("class", className);
  return svg;
}

/**
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const node = document.getElementById(id);
  if (node === null) throw new Error(`#${id} is missing`);
  return node;
}

/** @param {number} at */
export function clockTime(at) {
  return new Date(at).toLocaleTimeString("de-DE", { hour: "2-digit", minute: "2-digit" });
}

/** @param {number} at */
export function dayName(at) {
  return new Date(at).toLocaleDateString("de-DE", { weekday: "long", day: "numeric", month: "long" });
}

/** @param {string} name */
export function initials(name) {
  const words = name
    .replace(/\(.*?\)/g, "")
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word));
  return (
    words
      .slice(0, 2)
      .map((word) => word[0]?.toUpperCase())
      .join("") || "#"
  );
}

/**
 * @param {string} path below /_sim
 * @param {unknown} [body] JSON or FormData; without it a GET
 * @param {string} [method]
 */
export async function api(path, body, method = body === undefined ? "GET" : "POST") {
  const json = body !== undefined && !(body instanceof FormData);
  const response = await fetch(`/_sim${path}`, {
    method,
    ...(json ? { headers: { "Content-Type": "application/json" } } : {}),
    ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : body }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`);
  return answer;
}

/**
 * Asks the same again and again. Where answers come in another order than they were asked for, none is drawn over the
 * answer to a later question: instead of it there is nothing.
 * @returns {(path: string) => Promise<any>}
 */
export function inOrder() {
  let [asked, drawn] = [0, 0];
  return async (path) => {
    const question = ++asked;
    const answer = await api(path);
    if (question < drawn) return undefined;
    drawn = question;
    return answer;
  };
}
