import fc from "fast-check";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import type { DraftMark, SaveDraft } from "../../contract/conversations.ts";
import { type KeptDraft, sendWords, takeWords } from "../../contract/kept-draft.ts";
import { api, ProblemError } from "../api.ts";
import { DraftState } from "./draft.svelte.ts";

beforeAll(() => void vi.useFakeTimers());
afterAll(() => void vi.useRealTimers());

const steps = [
  "type",
  "wipe",
  "save",
  "answer",
  "lose-request",
  "lose-answer",
  "hear",
  "send",
  "post",
  "reload",
] as const;
type Step = readonly [(typeof steps)[number] | "late", 0 | 1];

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean);

interface Put {
  readonly body: SaveDraft;
  readonly answer: (taken: { text: string; taken: boolean }) => void;
  readonly fail: (error: unknown) => void;
}

/** Two devices of one member and the server between them, with a net that loses, repeats and delays. */
class Desk {
  kept: KeptDraft = { text: "", tellers: [] };
  readonly typed = new Set<string>();
  /** Sent, or taken out by hand by somebody who had it before them. */
  readonly gone = new Set<string>();
  readonly ids = ["laptop", "phone"];
  devices = this.ids.map((id) => new DraftState(id));
  readonly #puts: (Put | undefined)[] = [];
  readonly #posts: { text: string; mark: DraftMark }[] = [];
  readonly #late: SaveDraft[] = [];

  async put(path: string, body: SaveDraft): Promise<unknown> {
    const at = this.ids.findIndex((id) => path.includes(id));
    return await new Promise((answer, fail) => {
      this.#puts[at] = { body, answer, fail };
    });
  }

  async does([step, at]: Step): Promise<void> {
    const device = this.devices[at] as DraftState;
    if (step === "type") this.#type(device);
    else if (step === "save") void device.save();
    else if (step === "hear") void device.arrive(this.kept.text);
    else if (step === "send" || step === "wipe") this.#empty(device, step === "send");
    else if (step === "post") this.#post();
    else if (step === "reload") this.#reload(at);
    else if (step === "late") this.#takes(this.#late.shift() ?? {});
    else this.#net(at, step);
    for (let tick = 0; tick < 12; tick += 1) await Promise.resolve();
  }

  #type(device: DraftState): void {
    const word = `${String.fromCharCode(97 + this.typed.size)}.`;
    this.typed.add(word);
    device.text = [device.text, word].filter(Boolean).join(" ");
    device.changed();
  }

  #empty(device: DraftState, sends: boolean): void {
    for (const word of wordsOf(device.text)) this.gone.add(word);
    if (sends) this.#posts.push({ text: device.text, mark: device.saves.mark });
    device.clear();
  }

  #takes(body: SaveDraft): { text: string; taken: boolean } {
    const { kept, taken } = takeWords(this.kept, body);
    this.kept = kept;
    return { text: kept.text, taken };
  }

  #post(): void {
    const post = this.#posts.shift();
    if (post) this.kept = sendWords(this.kept, post.text, post.mark);
  }

  /** What was in its request is nobody's to answer any more. */
  #reload(at: number): void {
    const put = this.#puts[at];
    this.#puts[at] = undefined;
    if (put) this.#late.push(put.body);
    this.devices[at] = new DraftState(this.ids[at] as string);
  }

  #net(at: number, step: Step[0]): void {
    const put = this.#puts[at];
    this.#puts[at] = undefined;
    if (!put) return;
    if (step === "lose-request") this.#late.push(put.body);
    const answer = step === "lose-request" ? undefined : this.#takes(put.body);
    if (step === "answer" && answer) put.answer(answer);
    else put.fail(new ProblemError("offline", 0, "Ohne Netz."));
  }

  /** The net is back, and everybody has heard everything. */
  async settle(): Promise<void> {
    for (let round = 0; round < 26; round += 1) {
      for (const at of [0, 1] as const)
        for (const step of ["post", "late", "hear", "save", "answer", "answer", "answer"] as const)
          await this.does([step, at]);
    }
  }
}

test("of two devices, whatever the net loses, repeats or delays, no sent word comes back and no other is lost", async () => {
  const tab = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => tab.get(key) ?? null,
    setItem: (key: string, text: string) => tab.set(key, text),
    removeItem: (key: string) => tab.delete(key),
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  let desk: Desk | undefined;
  vi.spyOn(api, "put").mockImplementation(async (path, body) => await desk?.put(path, body as SaveDraft));
  const step = fc.tuple(fc.constantFrom(...steps, "late" as const), fc.constantFrom(0 as const, 1 as const));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 24 }), async (way) => {
      tab.clear();
      desk = new Desk();
      for (const one of way) await desk.does(one);
      await desk.settle();
      const { typed, gone, kept, devices } = desk;
      expect(wordsOf(kept.text).toSorted()).toEqual([...typed].filter((word) => !gone.has(word)));
      expect(devices.map(({ text }) => text)).toEqual([kept.text, kept.text]);
    }),
    { numRuns: 300 },
  );
});
