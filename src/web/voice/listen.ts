import { peaksOf } from "./waveform.ts";

export interface Heard {
  /** An address of this page alone; in it one can seek, whatever the container says about its length. */
  readonly url: string;
  readonly seconds: number;
  readonly peaks: readonly number[];
}

export const bars = 48;

/** Reads a recording: how long it is and how loud where. Without a decoder for it the browser's player still tries. */
export async function listen(recording: Blob): Promise<Heard> {
  const url = URL.createObjectURL(recording);
  try {
    const audio = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(await recording.arrayBuffer());
    return { url, seconds: audio.duration, peaks: peaksOf(audio.getChannelData(0), bars) };
  } catch {
    return { url, seconds: 0, peaks: [] };
  }
}

const rateKey = "werkbote.voice-rate";
export const rates = [1, 1.5, 2] as const;

/** How fast this person listens on this device. */
export function keptRate(): (typeof rates)[number] {
  try {
    return rates.find((rate) => String(rate) === localStorage.getItem(rateKey)) ?? 1;
  } catch {
    return 1;
  }
}
export function keepRate(rate: number): void {
  try {
    localStorage.setItem(rateKey, String(rate));
  } catch {
    // It holds for this recording.
  }
}

let speaking: HTMLMediaElement | undefined;
/** Two voices at once are none. */
export function speakAlone(audio: HTMLMediaElement): void {
  if (speaking !== audio) speaking?.pause();
  speaking = audio;
}
