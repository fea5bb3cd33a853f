import { t } from "./i18n/t.ts";
import { net } from "./net.svelte.ts";
import { reloadKeeping } from "./reload.ts";
import { toasts } from "./state/toasts.svelte.ts";
import { version } from "./state/version.svelte.ts";

/** Long enough to finish the sentence one is typing. */
const saidForMs = 30_000;

/**
 * A dialog, a picture or a list that is fetched only when somebody wants it did not come: of a page that was open while
 * the server got another build it is there no more. Where the place itself says nothing (LoadFailed), this does, or the
 * press would do nothing at all. @returns stops watching
 */
export function watchLostParts(): () => void {
  const lost = new WeakSet<object>();
  const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
  const note = (event: Event) => {
    if ("payload" in event && isObject(event.payload)) lost.add(event.payload);
  };
  const sayUnsaid = (event: PromiseRejectionEvent) => {
    if (isObject(event.reason) && lost.has(event.reason)) void say();
  };
  addEventListener("vite:preloadError", note);
  addEventListener("unhandledrejection", sayUnsaid);
  return () => {
    removeEventListener("vite:preloadError", note);
    removeEventListener("unhandledrejection", sayUnsaid);
  };
}

async function say(): Promise<void> {
  await version.look();
  const words = version.newer ? t("version.newer") : t("lazy.failed");
  // Without a net the page itself might not come back either.
  const action = net.down ? {} : { action: { label: t("version.reload"), run: () => void reloadKeeping() } };
  toasts.show(words, { kind: "attention", forMs: saidForMs, ...action });
}
