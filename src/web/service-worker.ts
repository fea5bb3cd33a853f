/**
 * Keeps the shell of the app (index.html, scripts, styles, font) so that it opens without a net. Never content:
 * answers of /api, pictures and the customer page pass by untouched and are stored nowhere.
 */
interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends LifeEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker extends EventTarget {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}
const worker = self as unknown as Worker;

const shelf = "werkbote-shell-1";
const page = "/posteingang";
/** Old scripts are let go when more than this lie there; a build has about 60 files. */
const mostFiles = 200;
/** Addresses that show the app; all of them are the same index.html. */
const screens =
  /^\/(posteingang|heute|team|plan|projekte|kontakte|recht|mehr|einstellungen|einrichten|anmelden|geraet)?(\/|$)/;

async function keep(request: RequestInfo, answer: Response): Promise<void> {
  if (!answer.ok || answer.type !== "basic") return;
  const cache = await caches.open(shelf);
  await cache.put(request, answer);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - mostFiles)).map((key) => cache.delete(key)));
}

/** The net first, because a new version matters more than a quick start; the kept page when there is no net. */
async function showScreen(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    void keep(page, answer.clone());
    return answer;
  } catch (error) {
    const kept = await caches.match(page);
    if (kept) return kept;
    throw error;
  }
}

/** Files with a hash in their name never change. */
async function showFile(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  void keep(request, answer.clone());
  return answer;
}

worker.addEventListener("install", (event) => {
  (event as LifeEvent).waitUntil(worker.skipWaiting());
});
worker.addEventListener("activate", (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name !== shelf) await caches.delete(name);
    await worker.clients.claim();
  };
  (event as LifeEvent).waitUntil(tidy());
});
worker.addEventListener("fetch", (event) => {
  const { request } = event as RequestEvent;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.mode === "navigate" && screens.test(url.pathname))
    (event as RequestEvent).respondWith(showScreen(request));
  else if (/^\/assets\//.test(url.pathname)) (event as RequestEvent).respondWith(showFile(request));
});

export {};
