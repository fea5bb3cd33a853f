/**
 * denied: somebody said no · none: the device has no camera · busy: another app holds it · in-app: a window inside
 * another app · unsupported: the browser cannot.
 */
export type CameraTrouble = "denied" | "none" | "busy" | "in-app" | "unsupported";

/** The camera at the back. Its pictures go nowhere but into this page: nothing reaches the gallery (DV-2). */
export async function openCamera(): Promise<MediaStream | CameraTrouble> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: "environment" }, width: { ideal: 2560 }, height: { ideal: 1920 } },
    });
  } catch (error) {
    return troubleOf(error instanceof Error ? error.name : "", navigator.userAgent);
  }
}

/** @param name of the error; a browser without a camera for pages has no `mediaDevices`, which is a TypeError */
export function troubleOf(name: string, userAgent: string): CameraTrouble {
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  if (/FBA[NV]|Instagram|\bLine\/|; wv\)/.test(userAgent)) return "in-app";
  return name === "NotAllowedError" || name === "SecurityError" ? "denied" : "unsupported";
}

/** The little lamp beside the lens; not every device has one, and not every browser lends it. */
interface Lamp extends MediaTrackCapabilities {
  readonly torch?: boolean;
}
export function hasLight(track: MediaStreamTrack): boolean {
  return (track.getCapabilities?.() as Lamp | undefined)?.torch === true;
}
export async function switchLight(track: MediaStreamTrack, on: boolean): Promise<void> {
  await track.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
}
