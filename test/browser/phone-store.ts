import type { Page } from "playwright-core";

/** What lies in the sealed store of this browser: how many keys, the kinds of its records, how many wait to go out. */
export async function storeStands(page: Page): Promise<{ keys: number; kinds: string[]; outbox: number }> {
  return await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    const database = await new Promise<IDBDatabase | undefined>((resolve, reject) => {
      if (!names.includes("werkbote-vault")) return resolve(undefined);
      const request = indexedDB.open("werkbote-vault");
      request.onsuccess = () => resolve(request.result);
      // It went a moment ago: a look makes no empty one in its place, which nobody would ever delete.
      request.onupgradeneeded = () => request.transaction?.abort();
      request.onerror = () => (request.error?.name === "AbortError" ? resolve(undefined) : reject(request.error));
    });
    if (!database) return { keys: 0, kinds: [], outbox: 0 };
    try {
      const transaction = database.transaction(["keys", "records"]);
      const keys = transaction.objectStore("keys").count();
      const records = transaction.objectStore("records").getAllKeys();
      await new Promise<void>((resolve) => {
        transaction.oncomplete = () => resolve();
      });
      const kinds = records.result.map((key) => String(Object(key)[0]));
      const outbox = kinds.filter((kind) => kind === "outbox").length;
      return { keys: keys.result, kinds: [...new Set(kinds)], outbox };
    } finally {
      database.close();
    }
  });
}

/** Parts of the app this phone has not kept yet: until there are none, not everything opens in a cellar. */
export async function partsMissing(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const paths: string[] = await (await fetch("/files.json")).json();
    const kept = await Promise.all(paths.map((path) => caches.match(path)));
    return kept.filter((one) => one === undefined).length;
  });
}

/** How many records of a kind lie there. */
export const countKept = async (page: Page, kind: string): Promise<number> => (await idsKept(page, kind)).length;

/** Which records of a kind lie there. */
export async function idsKept(page: Page, kind: string): Promise<string[]> {
  return await page.evaluate(async (looked) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("werkbote-vault");
      request.onsuccess = () => resolve(request.result);
    });
    const found = database.transaction("records").objectStore("records").index("kind").getAllKeys(looked);
    return await new Promise<string[]>((resolve) => {
      found.onsuccess = () => {
        database.close();
        resolve(found.result.map((key) => String(Object(key)[1])));
      };
    });
  }, kind);
}

/** Which of these words can be read in anything this browser keeps: IndexedDB, Cache Storage, local storage. */
export async function keptInPlain(page: Page, words: readonly string[]): Promise<string[]> {
  return await page.evaluate(async (looked) => {
    const found = new Set<string>();
    const look = (text: string) => {
      for (const word of looked) if (text.includes(word)) found.add(word);
    };
    const bytesAsText = (bytes: Uint8Array) => {
      look(new TextDecoder("utf-8").decode(bytes));
      look(new TextDecoder("utf-16le").decode(bytes));
    };
    const walk = async (value: unknown): Promise<void> => {
      if (typeof value === "string") look(value);
      else if (value instanceof ArrayBuffer) bytesAsText(new Uint8Array(value));
      else if (ArrayBuffer.isView(value)) bytesAsText(new Uint8Array(value.buffer));
      else if (value instanceof Blob) bytesAsText(new Uint8Array(await value.arrayBuffer()));
      else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) await walk(one);
    };
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
      });
      for (const store of database.objectStoreNames) {
        const request = database.transaction(store).objectStore(store).getAll();
        await new Promise<void>((resolve) => {
          request.onsuccess = () => resolve();
        });
        await walk(request.result);
      }
      database.close();
    }
    for (const shelf of await caches.keys()) {
      const cache = await caches.open(shelf);
      for (const request of await cache.keys()) {
        look(request.url);
        bytesAsText(new Uint8Array((await (await cache.match(request))?.arrayBuffer()) ?? new ArrayBuffer()));
      }
    }
    look(JSON.stringify({ ...localStorage }));
    return looked.filter((word) => found.has(word));
  }, words);
}
