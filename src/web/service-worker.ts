/**
 * Keeps the shell of the app (index.html, scripts, styles, font) so that it opens without a net. Never content:
 * answers of /api, pictures and the customer page pass by untouched and are stored nowhere. Shows pushes, always: one
 * that is not shown counts against us, and after three of them an iPhone hears nothing any more. Holds what another
 * app shared, in memory, until the page takes it.
 */
import { pushOf } from "./app/push-of.ts";

interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends LifeEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface PushEvent extends LifeEvent {
  readonly data: { text(): string } | null;
}
interface PressEvent extends LifeEvent {
  readonly notification: Notification;
}
interface Window {
  readonly url: string;
  focus(): Promise<Window>;
  postMessage(message: unknown): void;
}
interface Worker extends EventTarget {
  readonly location: Location;
  readonly navigator: Navigator;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<Window[]>;
    openWindow(url: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
}
const worker = self as unknown as Worker;

const shelf = "werkbote-shell-1";
const page = "/posteingang";
/** Names every part of a build; kept beside its page. */
const list = "/files.json";
/** Old scripts are let go when more than this lie there; a build has about 90 files. */
const mostFiles = 200;
/** Addresses that show the app; all of them are the same index.html. */
const screens =
  /^\/(posteingang|heute|team|plan|projekte|kontakte|recht|mehr|einstellungen|teilen|einrichten|anmelden|geraet|ohne-netz|wartet|krankmeldung)?(\/|$)/;

async function keep(request: RequestInfo, answer: Response): Promise<void> {
  if (!answer.ok || answer.type !== "basic") return;
  const cache = await caches.open(shelf);
  await cache.put(request, answer);
  const keys = await cache.keys();
  if (keys.length <= mostFiles) return;
  // What did not change for many builds lies there longest, and the kept page needs it.
  const parts = ((await (await cache.match(list))?.json()) ?? []) as string[];
  const needed = new Set([page, list, ...parts]);
  const old = keys.filter(({ url }) => !needed.has(new URL(url).pathname));
  await Promise.all(old.slice(0, keys.length - mostFiles).map((key) => cache.delete(key)));
}

/** One is better than none; after it a new page takes its place with all its parts (`keepAll`). */
async function keepFirst(answer: Response): Promise<void> {
  if (!(await caches.match(page))) await keep(page, answer);
}

/**
 * The net first, because a new version matters more than a quick start; the kept page when there is no net, and when a
 * proxy answers for a server that is not there: an installed app has no button to load its words away.
 */
async function showScreen(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.status >= 500) return (await caches.match(page)) ?? answer;
    void keepFirst(answer.clone());
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

/**
 * Every part of the app, so that what nobody has opened yet opens in a cellar too. A new page comes last: where the net
 * breaks off before, the build from before opens, all of which lies here.
 */
async function keepAll(): Promise<void> {
  const answer = await fetch(list);
  if (!answer.ok) return;
  const listed = answer.clone();
  const cache = await caches.open(shelf);
  const parts = (await answer.json()) as string[];
  const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  for (const path of [page, ...parts]) if (!kept.has(path)) await cache.add(path);
  const fresh = await fetch(page);
  const named = (await fresh.clone().text()).match(/\/assets\/[\w.-]+/g) ?? [];
  // Another build may have come to the server meanwhile, or a proxy answers in its place.
  if (named.length === 0 || !named.every((path) => parts.includes(path))) return;
  await keep(list, listed);
  await keep(page, fresh);
}

/** What another app shared: held in memory, given out once. */
let shared: File[] = [];
async function holdShared(request: Request): Promise<Response> {
  const form = await request.formData();
  shared = form.getAll("files").filter((one) => one instanceof File);
  return Response.redirect("/teilen", 303);
}

const windows = () => worker.clients.matchAll({ type: "window", includeUncontrolled: true });

async function showPush(text: string | undefined): Promise<void> {
  const { title, options, unread, token } = pushOf(text);
  if (unread !== undefined) await setBadge(unread);
  await worker.registration.showNotification(title, options);
  // Only a window may speak for this device; the one that asked for the test is open.
  if (token !== undefined) for (const one of await windows()) one.postMessage({ arrived: token });
}

async function setBadge(unread: number): Promise<void> {
  if (!worker.navigator.setAppBadge) return;
  await (unread === 0 ? worker.navigator.clearAppBadge() : worker.navigator.setAppBadge(unread)).catch(() => undefined);
}

/** Goes where the notification leads, in the window that is open. */
async function press(path: string): Promise<void> {
  // A customer page that somebody looks at is a window of this house too.
  const open = (await windows()).find(({ url }) => screens.test(new URL(url).pathname));
  if (!open) {
    await worker.clients.openWindow(path);
    return;
  }
  await open.focus().catch(() => undefined);
  open.postMessage({ go: path });
}

worker.addEventListener("push", (event) => {
  (event as PushEvent).waitUntil(showPush((event as PushEvent).data?.text()));
});
worker.addEventListener("notificationclick", (event) => {
  const { notification } = event as PressEvent;
  notification.close();
  const { pathname, search } = new URL(String(notification.data), worker.location.origin);
  (event as PressEvent).waitUntil(press(pathname + search));
});
worker.addEventListener("message", (event) => {
  const { data, ports } = event as MessageEvent<{ readonly give?: unknown; readonly keep?: unknown } | null>;
  if (data?.give === "shared") {
    ports[0]?.postMessage(shared);
    shared = [];
  }
  if (data?.keep === "all") {
    const answer = (done: boolean) => ports[0]?.postMessage(done);
    const work = keepAll().then(
      () => answer(true),
      () => answer(false),
    );
    (event as unknown as LifeEvent).waitUntil(work);
  }
});
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
  if (request.method === "POST" && url.pathname === "/teilen" && url.origin === worker.location.origin) {
    (event as RequestEvent).respondWith(holdShared(request));
    return;
  }
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.mode === "navigate" && screens.test(url.pathname))
    (event as RequestEvent).respondWith(showScreen(request));
  else if (/^\/assets\//.test(url.pathname)) (event as RequestEvent).respondWith(showFile(request));
});
