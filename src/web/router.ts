import { createSubscriber } from "svelte/reactivity";

/** The address bar as state. Reading `route.path` or `route.query` in a component follows changes. */
const listeners = new Set<() => void>();
const subscribe = createSubscriber((update) => {
  listeners.add(update);
  return () => listeners.delete(update);
});

let url = new URL(globalThis.location.href);

function announce(): void {
  url = new URL(globalThis.location.href);
  for (const update of listeners) update();
}

export const route = {
  get path(): string {
    subscribe();
    return url.pathname;
  },
  get query(): URLSearchParams {
    subscribe();
    return url.searchParams;
  },
  get hash(): string {
    subscribe();
    return url.hash;
  },
};

/** Goes to an address of ours. `replace` leaves no step for Back, e.g. after a redirect or a filter key. */
export function navigate(to: string, { replace = false } = {}): void {
  const next = new URL(to, url);
  if (next.href === url.href) return;
  if (replace) history.replaceState(history.state, "", next);
  else history.pushState({ inside: true }, "", next);
  announce();
}

/** Back where one came from, or to `fallback` when the app was opened right here. */
export function back(fallback: string): void {
  const state: unknown = history.state;
  if (typeof state === "object" && state !== null && "inside" in state) history.back();
  else navigate(fallback, { replace: true });
}

/** The same address with some query values changed; undefined removes one. */
export function withQuery(changes: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(url.search);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined || value === "") query.delete(key);
    else query.set(key, value);
  }
  const text = query.toString();
  return url.pathname + (text === "" ? "" : `?${text}`);
}

/** Matches "/posteingang/:id"; returns the named parts or undefined. A trailing "*" takes the rest. */
export function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split("/");
  const given = path.replace(/(.)\/$/, "$1").split("/");
  const open = wanted.at(-1) === "*";
  if (open ? given.length < wanted.length - 1 : given.length !== wanted.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part === "*") return params;
    const value = given[index] ?? "";
    if (part.startsWith(":")) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return params;
}

/** Lets plain links stay links: presses on addresses of ours do not reload the page. */
export function startRouter(): void {
  addEventListener("popstate", announce);
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.pathname.startsWith("/api/") || link.hasAttribute("data-reload")) return;
    event.preventDefault();
    navigate(link.pathname + link.search + link.hash);
  });
}
