import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { bothWords } from "../../contract/both-words.ts";
import type { SaveDraft } from "../../contract/conversations.ts";
import { type KeptDraft, takeWords } from "../../contract/kept-draft.ts";
import type { RoomMessageView } from "../../contract/rooms.ts";
import { api, ProblemError } from "../api.ts";
import { dropOldWords, hasWords } from "../offline/begun-words.ts";
import { outbox } from "../offline/outbox.svelte.ts";
import { vault } from "../offline/vault.ts";
import { DraftState } from "./draft.svelte.ts";
import { RoomDraft } from "./room-draft.svelte.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(async () => {
  await vi.runOnlyPendingTimersAsync();
  outbox.empty();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test("a note that comes back into the field is a note still, and no draft of a reply", async () => {
  const saved = vi.spyOn(api, "put").mockImplementation(async (_path, body) => body);
  const draft = new DraftState("note");
  draft.putBack("Kunde zahlt schlecht (Demo)", true);
  await vi.runAllTimersAsync();
  expect(draft.note).toBe(true);
  expect(draft.text).toBe("Kunde zahlt schlecht (Demo)");
  expect(saved).not.toHaveBeenCalled();
});

test("a reply that comes back makes no reply of a note that is being written", () => {
  const draft = new DraftState("both");
  draft.setNote(true);
  draft.text = "Nur für uns (Demo)";
  draft.putBack("Morgen um acht", false);
  expect(draft.note).toBe(true);
  expect(draft.text).toBe("Nur für uns (Demo)\nMorgen um acht");

  const empty = new DraftState("empty");
  empty.setNote(true);
  empty.putBack("Morgen um acht", false);
  expect(empty.note).toBe(false);
  expect(empty.text).toBe("Morgen um acht");
});

test("a template that was refused stands there again when it is taken back, unless another one was chosen since", () => {
  const template = { name: "termin_zusage", language: "de", parameters: ["Montag"] };
  const press = { what: { text: "", template }, uploads: [], shownText: "Ihr Termin ist am Montag." };
  const draft = new DraftState("refused");
  draft.text = "Bis dann";
  draft.putBack("", false, press);
  expect([draft.text, draft.template, draft.templateText]).toEqual(["Bis dann", template, press.shownText]);
  draft.putBack("", false, { ...press, what: { ...press.what, template: { ...template, name: "andere" } } });
  expect(draft.template?.name).toBe("termin_zusage");
});

test("what comes back while another message is being changed does not go with that change", () => {
  const draft = new RoomDraft("room");
  draft.text = "angefangen";
  draft.edit({ text: "alt" } as RoomMessageView);
  draft.putBack("nicht gesendet");
  if (draft.editing) draft.endEdit();
  expect(draft.text).toBe("angefangen\nnicht gesendet");
});

test("a quote or a template makes no reply of a note that is begun", () => {
  const draft = new DraftState("begun");
  draft.setNote(true);
  draft.text = "Nur für uns (Demo)";
  expect(draft.toReply()).toBe(false);
  expect(draft.note).toBe(true);
  draft.text = " ";
  expect(draft.toReply()).toBe(true);
  expect(draft.note).toBe(false);
});

test("a file meant for colleagues does not stand beside the words of a reply that was taken back", () => {
  vi.spyOn(api, "put").mockImplementation(async (_path, body) => body);
  const draft = new DraftState("taken-back");
  const [internal, sent] = ["Intern.png", "Angebot.pdf"].map(
    (name) => ({ type: "", file: new File([], name) }) as never,
  );
  draft.setNote(true);
  draft.uploads = [internal];
  const answer = { messages: [], draft: "Morgen um acht", text: "Morgen um acht", attachments: [] };
  const press = { what: { text: "Morgen um acht" }, uploads: [sent], shownText: "Morgen um acht" } as never;
  expect(draft.takeBack(answer, press, undefined)).toBe(true);
  expect(draft.note).toBe(false);
  expect(draft.uploads).toEqual([sent]);
  draft.setNote(true);
  expect(draft.uploads).toEqual([internal]);
});

test("the files of a reply that was taken back lie beside a note that is begun, not in it, and are not lost", async () => {
  vi.spyOn(api, "put").mockImplementation(async (_path, body) => body);
  const draft = new DraftState("note-begun");
  const sent = { type: "", file: new File([], "Angebot.pdf") } as never;
  draft.setNote(true);
  draft.text = "Nur für uns (Demo)";
  const answer = { messages: [], draft: "Morgen um acht", text: "Morgen um acht", attachments: [] };
  const press = { what: { text: "Morgen um acht" }, uploads: [sent], shownText: "Morgen um acht" } as never;
  expect(draft.takeBack(answer, press, undefined)).toBe(false);
  expect(draft.uploads).toEqual([]);
  vi.stubGlobal("fetch", async () => new Response("Plan"));
  const names = ["Plan.pdf", "Maße.pdf"];
  await draft.fetchFiles(names.map((name) => ({ id: name, name, mimeType: "application/pdf" })) as never);
  vi.unstubAllGlobals();
  expect(draft.uploads).toEqual([]);
  draft.text = "";
  draft.setNote(false);
  expect(draft.uploads.map(({ file }) => file.name)).toEqual(["Plan.pdf", "Maße.pdf", "Angebot.pdf"]);
});

test("files of a reply that was taken back and files chosen since all stand there, however many", () => {
  vi.spyOn(api, "put").mockImplementation(async (_path, body) => body);
  const draft = new DraftState("many");
  const files = (of: string, count: number) =>
    Array.from({ length: count }, (_, n) => ({ type: "", file: new File([], `${of} ${n}.jpg`) }) as never);
  const [sent, since] = [files("Bad", 8), files("Keller", 5)];
  draft.uploads = since;
  const answer = { messages: [], draft: "", text: "", attachments: [] };
  draft.takeBack(answer, { what: {}, uploads: sent, shownText: "" } as never, undefined);
  expect(draft.uploads).toEqual([...sent, ...since]);

  // What was refused and is taken back from the row of what waits, in a conversation and in a room.
  const refused = Array.from({ length: 20 }, (_, n) => new File(["a"], `Plan ${n}.pdf`, { type: "application/pdf" }));
  for (const field of [new DraftState("refused"), new RoomDraft("refused")]) {
    field.addFiles([new File(["a"], "Neu.pdf", { type: "application/pdf" })]);
    expect(field.addFiles(refused, false, refused.length)).toBe(0);
    expect(field.uploads).toHaveLength(21);
    for (const item of field.uploads) item.cancel();
  }
});

test("a recording that is sent while a message is being changed takes none of its words along", () => {
  const draft = new RoomDraft("spoken");
  draft.text = "angefangen";
  draft.edit({ text: "alt" } as RoomMessageView);
  draft.text = "alt, aber anders";
  draft.addFiles([new File(["a"], "Sprachnachricht.ogg", { type: "audio/ogg" })], true);
  expect(draft.editing).toBeUndefined();
  expect(draft.text).toBe("angefangen");
});

test("whoever types on and on has on the server what is a second old, and not each key goes there", async () => {
  const saved = vi.spyOn(api, "put").mockImplementation(async (_path, body) => body);
  const draft = new DraftState("typing");
  for (let n = 0; n < 20; n += 1) {
    draft.text += "a";
    draft.changed();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(saved.mock.calls.map(([, body]) => (body as { text: string }).text.length)).toEqual([10, 20]);
});

test("of two devices that save in the same second neither loses a word, and what one sends does not come back on the other", async () => {
  let kept = "Guten Tag,";
  vi.spyOn(api, "put").mockImplementation(async (_path, body) => {
    const { base, text } = body as { base: string; text: string };
    kept = bothWords(base, kept, text);
    return { text: kept };
  });
  const [laptop, phone] = [new DraftState("both"), new DraftState("both")];
  for (const one of [laptop, phone]) await one.arrive(kept);
  laptop.text += " wir kommen.";
  phone.text += " um acht";
  await Promise.all([laptop.save(), phone.save()]);
  await laptop.arrive(kept);
  expect([laptop.text, phone.text]).toEqual([kept, kept]);
  expect(kept).toBe("Guten Tag, wir kommen.\num acht");
  laptop.clear();
  phone.text += " Bis dann";
  await Promise.all([laptop.save(), phone.save()]);
  expect([laptop.text, phone.text, kept]).toEqual(["", "Bis dann", "Bis dann"]);
  // The other way round: what the phone went on with was saved before the laptop sent what it knew of.
  await laptop.arrive(kept);
  phone.text += " um neun";
  await phone.save();
  laptop.clear();
  await laptop.save();
  expect([laptop.text, kept]).toEqual(["um neun", "um neun"]);
});

test("what became of words told without an answer is asked before newer ones are told", async () => {
  let kept: KeptDraft = { text: "", tellers: [] };
  const told: SaveDraft[] = [];
  const put = vi.spyOn(api, "put").mockImplementation(async (_path, body) => {
    told.push({ ...(body as SaveDraft), mark: undefined });
    const now = takeWords(kept, body as SaveDraft);
    kept = now.kept;
    // The first one arrives, its answer does not.
    if (told.length === 1) throw new ProblemError("offline", 0, "Ohne Netz.");
    return { text: kept.text, taken: now.taken };
  });
  const draft = new DraftState("lost");
  draft.text = "Um ach";
  await draft.save();
  // Sent from another device meanwhile.
  kept = { ...kept, text: "" };
  draft.text = "Um ach Bis dann";
  await draft.save();
  expect(told.map(({ base, text }) => [base, text])).toEqual([
    ["", "Um ach"],
    [undefined, undefined],
    ["", "Bis dann"],
  ]);
  expect([draft.text, kept.text, put.mock.calls.length]).toEqual(["Bis dann", "Bis dann", 3]);
});

test("a note that was begun takes what another device saved meanwhile neither in nor away", async () => {
  let kept = "Um acht";
  vi.spyOn(api, "put").mockImplementation(async (_path, body) => {
    const { base, text } = body as { base: string; text: string };
    kept = bothWords(base, kept, text);
    return { text: kept };
  });
  const draft = new DraftState("noted");
  await draft.arrive(kept);
  kept += " oder neun";
  draft.setNote(true);
  await draft.save();
  expect([draft.text, kept]).toEqual(["Um acht", "oder neun"]);
});

test("after a reload what was written further or sent elsewhere meanwhile stands over what the server had, not over what is typed", async () => {
  const tab = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => tab.get(key) ?? null,
    setItem: (key: string, text: string) => tab.set(key, text),
    removeItem: (key: string) => tab.delete(key),
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  deviceStore();
  vi.spyOn(api, "put").mockImplementation(async (_path, body) => body);
  const draft = new DraftState("reload");
  await draft.arrive("Um acht");
  await draft.recall();
  const reloaded = new DraftState("reload");
  expect(reloaded.text).toBe("Um acht");
  await reloaded.arrive("Um neun");
  expect(reloaded.text).toBe("Um neun");
  reloaded.text = "Um zehn";
  reloaded.changed();
  const typed = new DraftState("reload");
  await typed.arrive("Um elf");
  expect(typed.text).toBe("Um zehn");
  await reloaded.save();
  const sent = new DraftState("reload");
  await sent.arrive("");
  expect(sent.text).toBe("");
});

test.each([
  ["a room's", () => new RoomDraft("words"), "room/words"],
  ["a note's", () => new DraftState("words"), "note/words"],
])(
  "%s words lie sealed on the device within a second, go when they are sent, and come back after a kill",
  async (_, open, place) => {
    const { store, put } = deviceStore();
    const draft = noted(open());
    for (const key of "Rohr") {
      draft.text += key;
      draft.changed();
    }
    expect(put).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([put.mock.calls.length, textsIn(store)]).toEqual([1, ["Rohr"]]);
    draft.clear();
    await vi.advanceTimersByTimeAsync(0);
    expect(store.size).toBe(0);
    store.set(`${place}/closed`, { text: "Rohr 15", at: Date.now() });
    const next = open();
    await next.recall();
    expect(next.text).toBe("Rohr 15");
    // The next kill does not cost them, whether this window comes back under its name or not.
    await vi.advanceTimersByTimeAsync(0);
    expect([...store.keys()].filter((id) => id.endsWith("/closed"))).toEqual([]);
    expect(textsIn(store)).toEqual(["Rohr 15"]);
    const restored = open();
    await restored.recall();
    expect(restored.text).toBe("Rohr 15");
    restored.clear();
    await vi.advanceTimersByTimeAsync(0);
    expect(store.size).toBe(0);
  },
);

test("a reply's words lie on the device while no net brings them to the server, and come back after a kill on what they were begun on", async () => {
  const { store } = deviceStore();
  let kept: KeptDraft = { text: "Um acht", tellers: [] };
  const put = vi.spyOn(api, "put").mockRejectedValue(new ProblemError("offline", 0, "Ohne Netz."));
  const killed = new DraftState("killed");
  await killed.arrive("Um acht");
  killed.text = "Um acht Bis dann";
  killed.changed();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(textsIn(store)).toEqual(["Um acht Bis dann"]);
  const [[id, left] = ["", ""]] = store;
  store.clear();
  store.set(id.replace(/[^/]*$/, "closed"), left);
  // Sent on another device meanwhile.
  kept = { ...kept, text: "" };
  put.mockImplementation(async (_path, body) => {
    const now = takeWords(kept, body as SaveDraft);
    kept = now.kept;
    return { text: kept.text, taken: now.taken };
  });
  const draft = new DraftState("killed");
  await draft.arrive("");
  await draft.recall();
  await vi.advanceTimersByTimeAsync(1_000);
  expect([draft.text, kept.text, store.size]).toEqual(["Bis dann", "Bis dann", 0]);
});

test("what is typed in a conversation that is gone stays nowhere, though it was noted that it is told", async () => {
  const tab = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => tab.get(key) ?? null,
    setItem: (key: string, text: string) => tab.set(key, text),
    removeItem: (key: string) => tab.delete(key),
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  const { store } = deviceStore();
  vi.spyOn(api, "put").mockRejectedValue(new ProblemError("not-found", 404, ""));
  const draft = new DraftState("erased");
  draft.text = "Sehr geehrter Herr";
  await draft.save();
  await vi.advanceTimersByTimeAsync(2_000);
  expect([tab.size, store.size]).toEqual([0, 0]);
});

test("back from a note that is empty the reply that was begun elsewhere stands there", async () => {
  const put = vi.spyOn(api, "put").mockResolvedValue({ text: "Um acht", taken: true });
  const draft = new DraftState("back");
  draft.setNote(true);
  draft.setNote(false);
  await vi.advanceTimersByTimeAsync(0);
  expect([draft.text, put.mock.calls.length]).toEqual(["Um acht", 1]);
});

test.each([
  ["a room", () => new RoomDraft("busy"), "room/busy"],
  ["a note", () => noted(new DraftState("busy")), "note/busy"],
])(
  "what was left in %s waits while somebody types there already, and what they type is kept",
  async (_, open, place) => {
    const { store } = deviceStore();
    store.set(`${place}/closed`, { text: "Rohr 15", at: Date.now() });
    const draft = open();
    const coming = draft.recall();
    draft.text = "Neu";
    await coming;
    await vi.advanceTimersByTimeAsync(1_000);
    expect([draft.text, textsIn(store)]).toEqual(["Neu", ["Rohr 15", "Neu"]]);
    draft.clear();
  },
);

test.each([
  ["a room", () => new RoomDraft("keeping"), "room/keeping"],
  ["a note", () => noted(new DraftState("keeping")), "note/keeping"],
])("what is typed in %s while what was left there is being kept stands behind it", async (_, open, place) => {
  const { store, put } = deviceStore();
  store.set(`${place}/closed`, { text: "Rohr 15", at: Date.now() });
  const draft = open();
  put.mockImplementationOnce(async (_kind, id, value) => {
    draft.text += " neu";
    draft.changed();
    return !!store.set(id, value);
  });
  await draft.recall();
  await vi.advanceTimersByTimeAsync(1_000);
  expect([draft.text, textsIn(store)]).toEqual(["Rohr 15 neu", ["Rohr 15 neu"]]);
  draft.clear();
});

test("words that no window came back to in a day go, however often the key is renewed, and the others are asked about", async () => {
  const { store } = deviceStore();
  store.set("note/erased/closed", { text: "Rohr 15", at: Date.now() - 86_400_000 });
  store.set("room/left/closed", { text: "Rohr 16", at: Date.now() - 3_600_000 });
  await dropOldWords();
  expect(textsIn(store)).toEqual(["Rohr 16"]);
  expect(await hasWords()).toBe(true);
});

test("of two windows opened at once one takes the words a closed one left behind", async () => {
  const { store } = deviceStore();
  const left = { text: "Rohr 17", at: Date.now() };
  store.set("room/twice/closed", left);
  // Ours asks for its turn and gets it when the other window has been there.
  const request = async (_name: string, work: () => Promise<string>) => {
    store.delete("room/twice/closed");
    store.set("room/twice/other", left);
    return await work();
  };
  const query = async () => ({ held: [{ name: "werkbote-tab/other" }] });
  vi.stubGlobal("navigator", { locks: { request, query } });
  onTestFinished(() => void vi.unstubAllGlobals());
  const draft = new RoomDraft("twice");
  await draft.recall();
  expect([draft.text, [...store.keys()]]).toEqual(["", ["room/twice/other"]]);
});

function deviceStore() {
  const store = new Map<string, unknown>();
  const put = vi.spyOn(vault, "put").mockImplementation(async (_kind, id, value) => !!store.set(id, value));
  vi.spyOn(vault, "remove").mockImplementation(async (_kind, id) => void store.delete(id));
  vi.spyOn(vault, "ids").mockImplementation(async () => [...store.keys()]);
  vi.spyOn(vault, "get").mockImplementation(
    async (_kind, id) => ({ id, value: store.get(id), bytes: new Uint8Array() }) as never,
  );
  return { store, put };
}

const textsIn = (store: ReadonlyMap<string, unknown>) =>
  [...store.values()].map((one) => (one as { text: string }).text);

function noted<Draft extends DraftState | RoomDraft>(draft: Draft): Draft {
  if (draft instanceof DraftState) draft.setNote(true);
  return draft;
}
