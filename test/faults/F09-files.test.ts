import { createHash } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchMedia } from "../../src/server/attachments/fetch-media.job.ts";
import { maxAttempts } from "../../src/server/attachments/register-inbound-media.action.ts";
import type { MediaOutcome } from "../../src/server/channels/channel.ts";
import { day } from "../../src/server/platform/instant.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** F09 (reliability, fault catalogue): the file behind a message is late, gone or broken. Cuts at byte k: media.test.ts. */

let app: TestApp;
let outcomes: MediaOutcome[] = [];
beforeAll(async () => {
  app = await buildTestApp();
  const gone: MediaOutcome = { kind: "gone", whyDe: "WhatsApp hat die Datei nicht mehr." };
  Object.assign(app.whatsapp, { fetchMedia: () => Promise.resolve(outcomes.shift() ?? gone) });
});
afterAll(() => app.stop());

const photo = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: "#0b5c66" } })
    .jpeg()
    .toBuffer();

async function sendsPhoto(bytes: Buffer) {
  const who = app.firm.customer();
  const sha256 = createHash("sha256").update(bytes).digest("base64");
  const image = { id: "700000000000001", mime_type: "image/jpeg", sha256 };
  // A job that throws is tried again by the queue; here the test does it by hand.
  const late = await who.sends({ type: "image", image }).then(
    () => false,
    () => true,
  );
  const id = await who.conversationId();
  const attachments = async () => (await app.firm.office.thread(id)).find((m) => m.direction === "in")?.attachments;
  const attachment = async () => (await attachments())?.[0];
  const again = () => who.sends({ type: "image", image, id: who.last, probe: "other bytes" });
  return { late, attachment, attachments, again };
}

test("a photo that WhatsApp has is in the thread", async () => {
  const bytes = await photo();
  outcomes = [{ kind: "fetched", bytes, mimeType: "image/jpeg" }];
  const { attachments, again } = await sendsPhoto(bytes);
  await again();
  expect((await attachments())?.map(({ state }) => state)).toEqual(["stored"]);
  expect(await app.sql((tx) => tx.selectFrom("inbound_delivery").select("state").distinct().execute())).toEqual([
    { state: "done" },
  ]);
});

test("a photo that is gone is said to be gone, with the reason, and its message stays", async () => {
  outcomes = [];
  const { attachment } = await sendsPhoto(await photo());
  expect(await attachment()).toMatchObject({ state: "gone", whyGone: expect.stringMatching(/./) });
});

test("while WhatsApp cannot be reached the message is there and the photo on its way; later it comes", async () => {
  const bytes = await photo();
  outcomes = [{ kind: "unreachable" }];
  const { late, attachment } = await sendsPhoto(bytes);
  const pending = await attachment();
  expect([late, pending?.state]).toEqual([true, "pending"]);
  const { tenantId } = app.firm;
  const file = { tenantId, attachmentId: pending?.id ?? "" };
  const mayAsk = () => Promise.resolve(true);
  const again = () => fetchMedia(app.deps, () => app.whatsapp, mayAsk, file);
  outcomes = [{ kind: "unreachable" }, { kind: "fetched", bytes, mimeType: "image/jpeg" }];
  await expect(again()).rejects.toThrow();
  expect((await attachment())?.state).toBe("pending");
  await again();
  expect((await attachment())?.state).toBe("stored");
});

test("what is no picture inside is not shown as one", async () => {
  const bytes = Buffer.from("<script>alert(1)</script>");
  outcomes = [{ kind: "fetched", bytes, mimeType: "image/jpeg" }];
  const { attachment } = await sendsPhoto(bytes);
  expect((await attachment())?.inline).toBe(false);
});

test("the tries reach beyond the seven days WhatsApp keeps a file, by the pauses the queue makes", () => {
  const pauses = Array.from({ length: maxAttempts - 1 }, (_, before) => Math.exp(Math.min(before + 1, 10)) * 1_000);
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(7 * day);
});
