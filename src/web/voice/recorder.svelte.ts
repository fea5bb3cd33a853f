/** Browsers record different things; each of these plays in every browser of the last two years. */
const types = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const endings: Readonly<Record<string, string>> = { webm: "webm", ogg: "ogg", mp4: "m4a" };
export const longestSeconds = 300;
export const warnSeconds = 270;

/** One recording. It begins at once and ends by a press, or after five minutes. */
export class Recorder {
  phase = $state<"asking" | "recording" | "done" | "refused">("asking");
  seconds = $state(0);
  /** The last loudnesses, 0 to 1, newest last. */
  levels = $state.raw<readonly number[]>([]);
  recording = $state.raw<File | undefined>(undefined);
  #recorder: MediaRecorder | undefined;
  #stream: MediaStream | undefined;
  #context: AudioContext | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #thrown = false;
  readonly #whenDone: (recording: File) => void;

  /** @param whenDone hears of a recording that has ended, by whatever */
  constructor(whenDone: (recording: File) => void) {
    this.#whenDone = whenDone;
  }

  /** Made before: heard and sent now. */
  take(recording: File): void {
    this.recording = recording;
    this.phase = "done";
  }

  async start(): Promise<void> {
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true } });
      if (this.#thrown) return this.#close();
      const type = types.find((one) => MediaRecorder.isTypeSupported(one));
      const wanted = {
        // Five minutes of it are what WhatsApp plays in the conversation (U48: 512 KB); the others need more for words.
        audioBitsPerSecond: type?.includes("opus") ? 12_000 : 24_000,
        // Not in TypeScript's list yet.
        audioBitrateMode: "constant",
        ...(type === undefined ? {} : { mimeType: type }),
      };
      const recorder = new MediaRecorder(this.#stream, wanted);
      const parts: Blob[] = [];
      recorder.ondataavailable = (event) => parts.push(event.data);
      recorder.onstop = () => this.#finish(parts, recorder.mimeType);
      this.#recorder = recorder;
      recorder.start(1000);
      this.#watch(this.#stream, performance.now());
      this.phase = "recording";
    } catch {
      this.#close();
      this.phase = "refused";
    }
  }

  /** What was said stays. */
  stop(): void {
    if (this.#recorder?.state === "recording") this.#recorder.stop();
  }

  /** Nobody looks any more: what was said stays, and a microphone that is still asked for is let go. */
  leave(): void {
    if (this.phase === "asking") this.throwAway();
    else this.stop();
  }

  /** Nothing stays, the microphone is let go. */
  throwAway(): void {
    this.#thrown = true;
    this.stop();
    this.#close();
  }

  #watch(stream: MediaStream, started: number): void {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.#context = context;
    this.#timer = setInterval(() => {
      this.seconds = (performance.now() - started) / 1000;
      analyser.getFloatTimeDomainData(samples);
      const loud = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
      this.levels = [...this.levels, Math.min(1, loud * 4)].slice(-40);
      if (this.seconds >= longestSeconds) this.stop();
    }, 100);
  }

  #finish(parts: Blob[], mimeType: string): void {
    this.#close();
    if (this.#thrown) return;
    const type = mimeType.split(";")[0] ?? "";
    const ending = endings[type.split("/")[1] ?? ""] ?? "webm";
    const recording = new File(parts, `sprachnachricht.${ending}`, { type });
    this.take(recording);
    this.#whenDone(recording);
  }

  #close(): void {
    clearInterval(this.#timer);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    void this.#context?.close().catch(() => undefined);
    this.#context = undefined;
  }
}
