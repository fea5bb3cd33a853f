import type { PushStanding, PushSubscribed } from "../../contract/push.ts";
import { api } from "../api.ts";
import { navigate } from "../router.ts";
import { Latest } from "../state/latest.ts";
import { session } from "../state/session.svelte.ts";
import { toasts } from "../state/toasts.svelte.ts";
import { isApple, isStandalone } from "./install.svelte.ts";
import { t } from "./t.ts";

/**
 * unsupported: this browser cannot · install: an iPhone can, from the home screen only · denied: somebody said no in
 * the browser · off, on: a matter of a press.
 */
type PushState = "unsupported" | "install" | "denied" | "off" | "on";

const it = "it";
const wantedKey = "werkbote-push";
/** From here on pushes may have stopped without a word, and one is told. */
const longUnopenedDays = 3;

/** Pushes to this device. Everything starts with a press: a browser asked without one says no for ever. */
class Push {
  state = $state<PushState>("off");
  standing = $state.raw<PushStanding | undefined>(undefined);
  readonly #latest = new Latest();

  async load(): Promise<void> {
    await this.#ask();
    await this.look();
  }

  async #ask(): Promise<PushStanding> {
    const question = this.#latest.ask();
    const standing = await api.get<PushStanding>("/api/push");
    if (this.#latest.takes(it, question)) this.standing = standing;
    return this.standing ?? standing;
  }

  async look(): Promise<void> {
    this.state = await stateHere();
  }

  /** After a press. @returns false when the browser or its push service said no */
  async switchOn(): Promise<boolean> {
    const permission = await Notification.requestPermission();
    if (permission === "granted") {
      localStorage.setItem(wantedKey, "on");
      await this.compare();
    }
    await this.look();
    return this.state === "on";
  }

  async switchOff(): Promise<void> {
    await stopPush();
    await this.load();
  }

  /**
   * Compares what the browser has with what the server knows, and renews it: browsers end it without a word, iPhones
   * have no event for it, and a new key of the installation needs a new one.
   * @returns how many days the app had not been opened
   */
  async compare(): Promise<number> {
    const standing = this.standing ?? (await this.#ask());
    const key = standing.publicKey;
    const { pushManager } = await navigator.serviceWorker.ready;
    let known = await pushManager.getSubscription();
    if (known && !sameKey(known.options.applicationServerKey, key)) {
      await known.unsubscribe();
      known = null;
    }
    known ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const { endpoint, keys } = known.toJSON();
    const answer = await api.put<PushSubscribed>("/api/push/address", { endpoint, keys });
    // What was asked for before does not know it.
    this.#latest.takes(it, this.#latest.ask());
    this.standing = { ...(this.standing ?? standing), address: answer.address };
    return answer.unopenedDays;
  }
}
export const push = new Push();

async function stateHere(): Promise<PushState> {
  if (isApple() && !isStandalone()) return "install";
  if (!("Notification" in globalThis) || !("PushManager" in globalThis) || !navigator.serviceWorker)
    return "unsupported";
  if (Notification.permission === "denied") return "denied";
  if (Notification.permission !== "granted" || localStorage.getItem(wantedKey) !== "on") return "off";
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ? "on" : "off";
}

/** At every start, where pushes were switched on. */
export async function startPush(): Promise<void> {
  if (session.me?.device == null || localStorage.getItem(wantedKey) !== "on") return;
  try {
    if (Notification.permission !== "granted") return;
    const days = await push.compare();
    if (days >= longUnopenedDays) toasts.show(t("push.was-closed", { days }), { forMs: 12_000 });
  } catch {
    // The page "App auf diesem Gerät" shows how it stands.
  }
}

/** This browser is told nothing any more. */
export async function stopPush(): Promise<void> {
  localStorage.removeItem(wantedKey);
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    await (await registration?.pushManager?.getSubscription())?.unsubscribe();
    await navigator.clearAppBadge?.();
    await api.delete("/api/push/address");
  } catch {
    // The server forgets the address with the session or the device.
  }
}

/**
 * Follows the service worker: a notification was pressed, a test push is here.
 * @param go where the notification leads
 */
export function watchWorker(go: (path: string) => void = navigate): () => void {
  const hear = ({ data }: MessageEvent<{ readonly go?: unknown; readonly arrived?: unknown } | null>) => {
    if (typeof data?.go === "string") go(data.go);
    if (typeof data?.arrived === "string")
      void api.post("/api/push/test/arrived", { token: data.arrived }).then(
        () => push.load(),
        () => undefined,
      );
  };
  navigator.serviceWorker?.addEventListener("message", hear);
  return () => navigator.serviceWorker?.removeEventListener("message", hear);
}

function sameKey(buffer: ArrayBuffer | null, key: string): boolean {
  if (buffer === null) return false;
  const text = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "") === key;
}
