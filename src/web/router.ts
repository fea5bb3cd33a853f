import { createSubscriber } from "svelte/reactivity";

export { match } from "./match-path.ts";

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

let depth = (): number => 0;
/** Who shows a list says how far down it is: whoever goes on from here and comes back finds it there again (U22). */
export function keepsPlace(read: () => number): () => void {
  depth = read;
  return () => {
    if (depth === read) depth = () => 0;
  };
}

/** How far down the list was when one went on from this step; 0 for a step one never left. */
export function placeLeft(): number {
  const state: unknown = history.state;
  const left = typeof state === "object" && state !== null && "depth" in state ? state.depth : 0;
  return typeof left === "number" ? left : 0;
}

/** Goes to an address of ours. `replace` leaves no step for Back, e.g. after a redirect or a filter key. */
export function navigate(to: string, { replace = false } = {}): void {
  const next = new URL(to, url);
  if (next.href === url.href) return;
  if (replace) history.replaceState({ ...history.state, depth: 0 }, "", next);
  else {
    history.replaceState({ ...history.state, depth: depth() }, "");
    history.pushState({ inside: true }, "", next);
  }
  announce();
}

/**
 * For what a press leads to when its answer is there: whoever has gone elsewhere meanwhile is not taken from there. Asked
 * for before the press leaves.
 */
export function fromHere(): typeof navigate {
  const { pathname } = url;
  return (to, options) => {
    if (url.pathname === pathname) navigate(to, options);
  };
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
