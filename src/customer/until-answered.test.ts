import { afterEach, expect, test, vi } from "vitest";
import { type Answer, upload } from "./api.ts";
import { untilAnswered } from "./until-answered.ts";

const answers: { status: number; responseText: string }[] = [];
class Server {
  upload = {};
  status = 0;
  responseText = "";
  onload: () => void = () => undefined;
  onloadend: () => void = () => undefined;
  open(): void {}
  setRequestHeader(): void {}
  abort(): void {}
  send(): void {
    Object.assign(this, answers.shift() ?? { status: 204, responseText: "" });
    this.onload();
    this.onloadend();
  }
}
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("what is cancelled waits for nothing, and the line says what is still to be done of it", async () => {
  vi.useFakeTimers();
  const status = { textContent: "" };
  const listens = { addEventListener: () => {}, removeEventListener: () => {} };
  vi.stubGlobal("window", listens);
  vi.stubGlobal("document", { ...listens, querySelector: () => status });
  const cancel = new AbortController();
  const sent = untilAnswered(() => new Promise(() => {}), cancel.signal);
  cancel.abort();
  expect(await sent).toBeUndefined();
  const tried: Answer[] = [{ kind: "no-server" }, { kind: "ok", body: {} }];
  const told = untilAnswered(async () => tried.shift() ?? { kind: "no-net" }, undefined, "Wird abgebrochen");
  await vi.advanceTimersByTimeAsync(0);
  expect(status.textContent).toMatch(/nicht erreichbar. Wird abgebrochen, sobald es wieder geht/);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await told).toEqual({ kind: "ok", body: {} });
  expect(status.textContent).toBe("Wird gesendet …");
});

test("while there is no room for a photo the page says that the words arrived, and the photo goes when there is", async () => {
  vi.useFakeTimers();
  const status = { textContent: "" };
  const listens = { addEventListener: () => {}, removeEventListener: () => {} };
  vi.stubGlobal("XMLHttpRequest", Server);
  vi.stubGlobal("window", listens);
  vi.stubGlobal("document", { ...listens, querySelector: () => status });
  answers.push({ status: 507, responseText: JSON.stringify({ code: "no-room", detail: "für das Team" }) });
  answers.push({ status: 507, responseText: JSON.stringify({ code: "no-place" }) });
  answers.push({ status: 507, responseText: JSON.stringify({ code: "disk-full" }) });
  const sent = untilAnswered(() => upload("heizung", "PUT", "uploads/x/0", new Blob(["a"])));
  await vi.advanceTimersByTimeAsync(0);
  expect(status.textContent).toBe(
    "Ihr Text ist da. Fotos kann unser Server gerade nicht ablegen. Wird gesendet, sobald es wieder geht. Bitte diese Seite offen lassen oder uns anrufen.",
  );
  await vi.advanceTimersByTimeAsync(2_000);
  expect(status.textContent).toMatch(/^Ihr Text ist da[.] Fotos kann unser Server/);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(status.textContent).toMatch(/^Der Betrieb ist gerade nicht erreichbar[.]/);
  await vi.advanceTimersByTimeAsync(8_000);
  expect(await sent).toEqual({ kind: "ok", body: {} });
});
