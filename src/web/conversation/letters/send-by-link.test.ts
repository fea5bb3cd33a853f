import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, ProblemError } from "../../api.ts";
import { outbox } from "../../offline/outbox.svelte.ts";
import { DraftState } from "../../state/draft.svelte.ts";
import { UploadItem } from "../../state/uploads.svelte.ts";
import { fileCodes } from "./file-codes.svelte.ts";
import { pressOnce } from "./press-once.ts";
import { invoiceAmong, sendByLink } from "./send-by-link.ts";

beforeEach(() => outbox.empty());
afterEach(() => {
  fileCodes.clear();
  vi.restoreAllMocks();
});

test("an invoice that goes by a link leaves the field and this device; the other file stays", async () => {
  const asked = vi.spyOn(api, "post").mockResolvedValue({ code: "12345678", expiresAt: "2026-12-07T12:00:00Z" });
  const draft = new DraftState("link");
  draft.kind = "invoice";
  const there = Promise.withResolvers<never>();
  const chosen = (name: string, type: string) => {
    const file = new File(["a"], name, { type });
    const lane = "draft-file/conversation/link";
    const begun = outbox.add({ kind: "draft-file", lane, body: { voice: false, tab: "" } });
    return new UploadItem(() => there.promise, file, undefined, begun);
  };
  const plan = chosen("Plan.dwg", "image/vnd.dwg");
  const invoice = chosen("Rechnung.pdf", "application/pdf");
  draft.uploads = [plan, invoice];
  expect(invoiceAmong(draft.uploads)).toBe(invoice);
  const pressed = sendByLink({ id: "link", draft }, invoice);
  expect(asked).not.toHaveBeenCalled();
  there.resolve({ id: "on-the-server" } as never);
  const clientId = await pressed;
  // Whether or not the dialog is still there: it stands at the message until it was noted.
  expect(fileCodes.get(clientId)?.code).toBe("12345678");
  expect(asked).toHaveBeenCalledWith("/api/conversations/link/file-links", { clientId, attachmentId: "on-the-server" });
  expect(draft.uploads).toEqual([plan]);
  expect(draft.kind).toBeUndefined();
  expect(outbox.entries.map(({ clientId }) => clientId)).toEqual([plan.shot]);
});

test("pressed again because no answer came, in a dialog opened anew too, it is the same press; a refused one is over", async () => {
  const about = {};
  const seen: string[] = [];
  const send = (error?: Error) => async (clientId: string) => {
    seen.push(clientId);
    if (error) throw error;
  };
  await pressOnce(about, send(new ProblemError("offline", 0, ""))).catch(() => undefined);
  await pressOnce(about, send(new ProblemError("not-lawful", 422, ""))).catch(() => undefined);
  await pressOnce(about, send());
  await pressOnce(about, send());
  expect([seen[0] === seen[1], new Set(seen).size]).toEqual([true, 3]);
});
