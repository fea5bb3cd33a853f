import { api } from "../api.ts";
import { stopPush } from "../app/push.svelte.ts";
import { signProofFor } from "../device-key.ts";
import { emptyStore } from "../offline/empty-store.ts";
import { enrolStatus } from "./enrol-status.ts";

const path = "/api/enrol/farewell";

/**
 * The session is over. Was this device taken out of use (DV-3)? Then everything it kept goes, its key too, and it says
 * so: the proof is made before the key is gone. @returns true when it was
 */
export async function farewell(deviceId: string): Promise<boolean> {
  const { state } = await enrolStatus(deviceId);
  if (state !== "revoked" && state !== "lost") return false;
  const [at = "", signature = ""] = (await signProofFor(deviceId, "POST", path)).split(".");
  await wipe();
  await api.post(path, { deviceId, at: Number(at), signature });
  return true;
}

async function wipe(): Promise<void> {
  await emptyStore();
  await stopPush();
  sessionStorage.clear();
  localStorage.clear();
  for (const name of await caches.keys()) await caches.delete(name);
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) await registration.unregister();
  await new Promise<void>((resolve) => {
    const request = indexedDB.deleteDatabase("werkbote-device");
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}
