import { afterAll, expect, test, vi } from "vitest";

/** A shelf as browsers have it: in the order in which things were put there. */
const shelf = new Map<string, string>();
const cache = {
  match: async (path: string) => (shelf.has(path) ? new Response(shelf.get(path)) : undefined),
  put: async (path: string, answer: Response) => {
    shelf.delete(path);
    shelf.set(path, await answer.text());
  },
  add: async (path: string) => cache.put(path, await answer(path)),
  keys: async () => [...shelf.keys()].map((path) => ({ url: `https://betrieb.example${path}` })),
  delete: async (one: { url: string }) => shelf.delete(new URL(one.url).pathname),
};
let parts: readonly string[] = [];
let page = "";
const answer = async (path: string): Promise<Response> => {
  const answered = new Response(
    path === "/files.json" ? JSON.stringify(parts) : path === "/posteingang" ? page : "part",
  );
  const basic = (one: Response): Response =>
    Object.defineProperties(one, {
      type: { value: "basic" },
      clone: { value: () => basic(Response.prototype.clone.call(one)) },
    });
  return basic(answered);
};
const worker = Object.assign(new EventTarget(), { location: new URL("https://betrieb.example/service-worker.js") });
vi.stubGlobal("self", worker);
vi.stubGlobal("caches", { open: async () => cache, match: cache.match });
vi.stubGlobal("fetch", answer);
await import("./service-worker.ts");
afterAll(() => {
  vi.unstubAllGlobals();
});

/** @returns whether the worker says that it has them all */
async function keepAll(): Promise<unknown> {
  let work: Promise<unknown> = Promise.resolve();
  const waitUntil = (one: Promise<unknown>) => (work = one);
  const { port1, port2 } = new MessageChannel();
  const said = new Promise((resolve) => port1.addEventListener("message", ({ data }) => resolve(data)));
  port1.start();
  const asked = new MessageEvent("message", { data: { keep: "all" }, ports: [port2] });
  worker.dispatchEvent(Object.assign(asked, { waitUntil }));
  await work;
  return await said.finally(() => port1.close());
}
const build = (n: number) => {
  parts = ["/assets/font.woff2", ...Array.from({ length: 89 }, (_, i) => `/assets/part-${i}-of-${n}.js`)];
  page = `<script src="/assets/part-0-of-${n}.js"></script>`;
};

test("after many new versions every part of the kept page lies on the device, also one that never changed", async () => {
  for (const n of [1, 2, 3, 4]) {
    build(n);
    expect(await keepAll()).toBe(true);
    expect(shelf.get("/posteingang")).toBe(page);
    expect(parts.filter((path) => !shelf.has(path))).toEqual([]);
  }
  expect(shelf.size).toBeLessThanOrEqual(202);
});

test("a page that names no part, as a proxy shows one while it is being worked on, does not take the app's place", async () => {
  const before = page;
  page = "<h1>Wartung</h1>";
  await keepAll();
  expect(shelf.get("/posteingang")).toBe(before);
});

/** What the worker shows for an address of the app. */
async function shown(path: string): Promise<Response | undefined> {
  let answered: Promise<Response> | undefined;
  const request = { method: "GET", mode: "navigate", url: `https://betrieb.example${path}` };
  const respondWith = (one: Promise<Response>) => (answered = one);
  worker.dispatchEvent(Object.assign(new Event("fetch"), { request, respondWith }));
  return await answered;
}

test.each([502, 503, 504])(
  "a proxy that answers %i while the server starts anew does not keep the app from opening",
  async (status) => {
    vi.stubGlobal("fetch", async () => new Response("<h1>Bad Gateway</h1>", { status }));
    expect(await (await shown("/heute"))?.text()).toBe(shelf.get("/posteingang"));
    const kept = shelf.get("/posteingang") ?? "";
    shelf.delete("/posteingang");
    // On a device that keeps nothing yet there is nothing better to show.
    expect((await shown("/heute"))?.status).toBe(status);
    shelf.set("/posteingang", kept);
    vi.stubGlobal("fetch", answer);
  },
);

test("a net that breaks off is said to the page, which asks again", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no net")));
  expect(await keepAll()).toBe(false);
  vi.stubGlobal("fetch", answer);
});

test("a pressed notification goes into a window of the app, not into the customer page that lies open beside it", async () => {
  const went: string[] = [];
  const window = (url: string) => ({
    url: `https://betrieb.example${url}`,
    focus: async () => undefined,
    postMessage: ({ go }: { go: string }) => went.push(`${url}: ${go}`),
  });
  let open = [window("/k/betrieb"), window("/team")];
  Object.assign(worker, {
    clients: { matchAll: async () => open, openWindow: async (path: string) => went.push(`new: ${path}`) },
  });
  const press = async () => {
    let work: Promise<unknown> = Promise.resolve();
    const waitUntil = (one: Promise<unknown>) => (work = one);
    const notification = { close: () => undefined, data: "/posteingang/7" };
    worker.dispatchEvent(Object.assign(new Event("notificationclick"), { notification, waitUntil }));
    await work;
  };
  await press();
  open = open.slice(0, 1);
  await press();
  expect(went).toEqual(["/team: /posteingang/7", "new: /posteingang/7"]);
});
