import { readFileSync, rmSync } from "node:fs";
import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { parse } from "exifr";
import { sql } from "kysely";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDeps, testDeps } from "../../../test/support/database.ts";
import { roomLeft } from "../../../test/support/full-disk.ts";
import type { Channel, MediaOutcome, MediaRef } from "../channels/channel.ts";
import { resolveSenders } from "../contacts/resolve-senders.action.ts";
import { appendMessages } from "../conversations/append-messages.action.ts";
import { day, instant, minute } from "../platform/instant.ts";
import type { ContactKey } from "../platform/seal.ts";
import { forgetUnusedFiles, teamFilesAmong } from "../team-files/team-files.action.ts";
import { attachToMessage } from "./attach.action.ts";
import { fetchMedia } from "./fetch-media.job.ts";
import { loadAttachmentViews } from "./load-attachments.action.ts";
import { readAttachment } from "./read-attachment.action.ts";
import { registerInboundMedia } from "./register-inbound-media.action.ts";
import { storeBytes } from "./store-bytes.action.ts";
import { sweepOrphans } from "./sweep-orphans.job.ts";
import { listSealed, writeSealed } from "./vault.adapter.ts";

let t: TestDeps;
let account: { tenantId: string; accountId: string; kind: "whatsapp" };
let photo: Buffer;
let number = 0;

beforeAll(async () => {
  t = await testDeps();
  account = { tenantId: t.tenantId, accountId: t.deps.ids.uuid(), kind: "whatsapp" };
  await inTenant((tx) =>
    tx
      .insertInto("channel_account")
      .values({
        tenant_id: t.tenantId,
        account_id: account.accountId,
        kind: "whatsapp",
        label: "",
        state: "live",
        created_at: t.clock.now(),
      })
      .execute(),
  );
  photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: "#a33" } })
    .withExif({ IFD0: { Make: "Demo" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 2/1 3/1" } })
    .jpeg()
    .toBuffer();
});
afterAll(() => t.close());

const inTenant: TestDeps["deps"]["db"]["withTenant"] extends (id: string, work: infer W) => unknown
  ? (work: W) => Promise<unknown>
  : never = (work) => t.deps.db.withTenant(t.tenantId, work);

/** A contact who wrote once; every call another one. */
async function aMessage(): Promise<{ messageId: string; conversationId: string; key: ContactKey }> {
  number += 1;
  const phone = `4915100000${String(number).padStart(3, "0")}`;
  return t.deps.db.withTenant(t.tenantId, async (tx) => {
    const [who] = await resolveSenders(t.deps, tx, account, [{ addresses: [{ kind: "phone", value: phone }] }]);
    if (!who) throw new Error("no sender");
    const [message] = await appendMessages(t.deps, tx, account, [
      { ...who, direction: "in", stored: { content: { type: "text", text: "Foto" } }, sentAt: t.clock.now() },
    ]);
    if (!message) throw new Error("no message");
    return { ...message, key: who.key };
  });
}

const ref: MediaRef = { media: "image", id: "media-1", mimeType: "image/jpeg", fileName: "../Heizung.jpg" };

async function pending(at?: Awaited<ReturnType<typeof aMessage>>): Promise<{ tenantId: string; attachmentId: string }> {
  const { messageId, key } = at ?? (await aMessage());
  const media = { tenantId: t.tenantId, contactKey: key, contactId: key.contactId, messageId, ordinal: 0, ref };
  const attachmentId = await t.deps.db.withTenant(t.tenantId, (tx) => registerInboundMedia(t.deps, tx, media));
  return { tenantId: t.tenantId, attachmentId };
}

function channelThatSays(outcome: MediaOutcome) {
  const asked: MediaRef[] = [];
  const channel = {
    fetchMedia: (one: MediaRef) => Promise.resolve(void asked.push(one)).then(() => outcome),
  } as unknown as Channel;
  return { asked, channelFor: () => channel };
}

const mayAsk = () => Promise.resolve(true);

const rowOf = (attachmentId: string) =>
  t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.selectFrom("attachment").selectAll().where("attachment_id", "=", attachmentId).executeTakeFirstOrThrow(),
  );

const verdictsOn = (decisionId: string | null) =>
  t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.selectFrom("decision").select(["action", "verdict", "rules"]).where("decision_id", "=", decisionId).execute(),
  );
const mediaVerdicts = () =>
  t.deps.db.withTenant(t.tenantId, async (tx) => {
    const rows = await tx.selectFrom("decision").select("decision_id").where("action", "=", "store_media").execute();
    return rows.length;
  });

describe("a photo on its way in", () => {
  test("the message is there at once, the photo follows without its location, and the proof stays (PH-1, F09)", async () => {
    const message = await aMessage();
    const payload = await pending(message);
    const keys = new Map([[message.key.contactId, message.key]]);
    const views = () =>
      t.deps.db.withTenant(t.tenantId, (tx) => loadAttachmentViews(t.deps, tx, t.tenantId, keys, [message.messageId]));
    expect((await views()).get(message.messageId)).toMatchObject([
      { state: "pending", name: "_Heizung.jpg", inline: false },
    ]);
    const { channelFor, asked } = channelThatSays({ kind: "fetched", bytes: photo, mimeType: "image/jpeg" });
    await fetchMedia(t.deps, channelFor, mayAsk, payload);
    expect(asked).toEqual([ref]);
    expect((await views()).get(message.messageId)).toMatchObject([
      { state: "stored", width: 640, height: 480, hasThumbnail: true, inline: true, media: "image" },
    ]);
    const row = await rowOf(payload.attachmentId);
    expect(row.sealed_ref).toBeNull();
    expect([row.removed_tags.join(), row.stripped_at]).toEqual([expect.stringContaining("GPS"), expect.any(Date)]);
    // One verdict a file, and the file names it: proof and decision are one (PH-1).
    expect(await verdictsOn(row.decision_id)).toEqual([
      { action: "store_media", verdict: "allow", rules: ["PH-1", "BASE-2"] },
    ]);
    await fetchMedia(t.deps, channelFor, mayAsk, payload);
    expect(await mediaVerdicts()).toBe(1);
    expect(Buffer.from(row.hash_before ?? []).equals(Buffer.from(row.hash_after ?? []))).toBe(false);
    const read = await t.deps.db.withTenant(t.tenantId, (tx) =>
      readAttachment(t.deps, tx, t.tenantId, payload.attachmentId),
    );
    expect(read).toMatchObject({ mimeType: "image/jpeg", name: "_Heizung.jpg", media: "image" });
    expect(await parse(read?.bytes ?? Buffer.alloc(0), { gps: true }).catch(() => undefined)).toBeUndefined();
    const jobs = await sql<{
      n: number;
    }>`select count(*)::int as n from graphile_worker.jobs where task_identifier = 'fetch-media'`.execute(
      t.deps.db.outside,
    );
    expect(jobs.rows[0]?.n).toBeGreaterThan(0);
  });

  test("a small file that unpacks to gigabytes is kept to be downloaded, and no screen unpacks it (V44)", async () => {
    const part = (name: string, data: Buffer) => {
      const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
      const number = (value: number) => Buffer.from(value.toString(16).padStart(8, "0"), "hex");
      return Buffer.concat([number(data.length), body, number(crc32(body))]);
    };
    const opensAt = async (pixels: number) => {
      const size = Buffer.from(pixels.toString(16).padStart(8, "0").repeat(2), "hex");
      const head = part("IHDR", Buffer.concat([size, Buffer.from([8, 2, 0, 0, 0])]));
      const rest = [part("IDAT", deflateSync(Buffer.alloc(9))), part("IEND", Buffer.alloc(0))];
      const bytes = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), head, ...rest]);
      const message = await aMessage();
      const payload = await pending(message);
      const { channelFor } = channelThatSays({ kind: "fetched", bytes, mimeType: "image/png" });
      await fetchMedia(t.deps, channelFor, mayAsk, payload);
      const keys = new Map([[message.key.contactId, message.key]]);
      const views = await t.deps.db.withTenant(t.tenantId, (tx) =>
        loadAttachmentViews(t.deps, tx, t.tenantId, keys, [message.messageId]),
      );
      const [view] = views.get(message.messageId) ?? [];
      return view && [view.state, view.width, view.hasThumbnail, view.inline];
    };
    expect(await opensAt(20_000)).toEqual(["stored", 20_000, false, false]);
    // The photo of a telephone with 64 megapixels, which is too much for our own small picture of it.
    expect(await opensAt(8_000)).toEqual(["stored", 8_000, false, true]);
  });

  test("fetching twice changes nothing, and the channel is asked once", async () => {
    const payload = await pending();
    const { channelFor, asked } = channelThatSays({ kind: "fetched", bytes: photo, mimeType: "image/jpeg" });
    await fetchMedia(t.deps, channelFor, mayAsk, payload);
    await fetchMedia(t.deps, channelFor, mayAsk, payload);
    expect(asked).toHaveLength(1);
  });

  test("a channel that opens in the moment the file decides to wait for it has the file fetched at once", async () => {
    const payload = await pending();
    const { channelFor, asked } = channelThatSays({ kind: "fetched", bytes: photo, mimeType: "image/jpeg" });
    let looks = 0;
    await fetchMedia(t.deps, channelFor, () => Promise.resolve(looks++ > 0), payload);
    expect(asked).toHaveLength(1);
  });

  test("killed between writing the file and saying so, the next try finishes the work (F09)", async () => {
    const payload = await pending();
    const { channelFor, asked } = channelThatSays({ kind: "fetched", bytes: photo, mimeType: "image/jpeg" });
    let broken = true;
    const { db } = t.deps;
    const dying = {
      ...t.deps,
      db: {
        ...db,
        withTenant: ((id, work) =>
          asked.length > 0 && broken
            ? Promise.reject(new Error("killed"))
            : db.withTenant(id, work)) as typeof db.withTenant,
      },
    };
    await expect(fetchMedia(dying, channelFor, mayAsk, payload)).rejects.toThrow("killed");
    expect((await rowOf(payload.attachmentId)).state).toBe("pending");
    broken = false;
    await fetchMedia(t.deps, channelFor, mayAsk, payload);
    expect((await rowOf(payload.attachmentId)).state).toBe("stored");
  });

  test("a channel that cannot be reached is asked again, until its seven days are over", async () => {
    const payload = await pending();
    const { channelFor } = channelThatSays({ kind: "unreachable" });
    await expect(fetchMedia(t.deps, channelFor, mayAsk, payload)).rejects.toThrow();
    expect((await rowOf(payload.attachmentId)).state).toBe("pending");
    t.clock.advance(7 * day + 1);
    await fetchMedia(t.deps, channelFor, mayAsk, payload);
    expect(await rowOf(payload.attachmentId)).toMatchObject({
      state: "gone",
      why_gone: expect.stringContaining("sieben Tage"),
    });
  });

  test("a photo that would take the room of the database waits with WhatsApp, and comes soon after there is room (F19)", async () => {
    const payload = await pending();
    const { channelFor, asked } = channelThatSays({ kind: "fetched", bytes: photo, mimeType: "image/jpeg" });
    const looksAgainIn = async () => {
      const { rows } = await t.deps.db.pool.query<{ run_at: Date }>(
        "SELECT run_at FROM graphile_worker.jobs WHERE key = $1",
        [`fetch-media:${payload.attachmentId}`],
      );
      return rows.map(({ run_at }) => run_at.getTime() - t.clock.now().getTime());
    };
    // No room at all, and room for all but this photo: neither is a failure, however often it was so.
    for (const [room, questions] of [
      [999_999_999, 0],
      [1_000_000_000, 1],
    ] as const) {
      const restore = roomLeft(room);
      await fetchMedia(t.deps, channelFor, mayAsk, payload);
      restore();
      expect([asked.length, await looksAgainIn()]).toEqual([questions, [10 * minute]]);
    }
    expect((await rowOf(payload.attachmentId)).state).toBe("pending");
    for await (const { id } of listSealed(t.deps.config.dataDir, t.tenantId)) expect(id).not.toBe(payload.attachmentId);
    await fetchMedia(t.deps, channelFor, mayAsk, payload);
    expect((await rowOf(payload.attachmentId)).state).toBe("stored");
  });

  test("a photo for which there was no room for as long as WhatsApp keeps it says so (F09)", async () => {
    const payload = await pending();
    const { channelFor } = channelThatSays({ kind: "fetched", bytes: photo, mimeType: "image/jpeg" });
    t.clock.advance(7 * day + minute);
    const restore = roomLeft(0);
    await fetchMedia(t.deps, channelFor, mayAsk, payload);
    restore();
    expect(await rowOf(payload.attachmentId)).toMatchObject({
      state: "gone",
      why_gone: expect.stringContaining("sieben Tage lang kein Platz"),
    });
  });

  test("a file that will never come says so", async () => {
    const payload = await pending();
    await fetchMedia(t.deps, channelThatSays({ kind: "gone", whyDe: "Weg." }).channelFor, mayAsk, payload);
    expect(await rowOf(payload.attachmentId)).toMatchObject({ state: "gone", why_gone: "Weg." });
  });

  test("a picture whose location cannot be cut out is not kept (fail closed)", async () => {
    const payload = await pending();
    const tiff = Buffer.concat([Buffer.from("49492a00080000000000", "hex"), Buffer.alloc(60)]);
    await fetchMedia(
      t.deps,
      channelThatSays({ kind: "fetched", bytes: tiff, mimeType: "image/tiff" }).channelFor,
      mayAsk,
      payload,
    );
    expect(await rowOf(payload.attachmentId)).toMatchObject({
      state: "gone",
      why_gone: expect.stringContaining("Standortdaten"),
    });
  });

  test.each([
    ["photo", () => photo.subarray(0, Math.floor(photo.length / 8)), "image/jpeg", "das Foto"],
    // The length of its first part is too long by far.
    ["PNG", () => Buffer.from("89504e470d0a1a0aff00000d49484452", "hex"), "image/png", "das Foto"],
    [
      "photo of an iPhone",
      () => Buffer.from("0000001866747970686569630000000068656963", "hex"),
      "image/heic",
      "das Foto",
    ],
    ["film", () => Buffer.from("000000186674797069736f6d0000020069736f6d69736f32ff", "hex"), "video/mp4", "das Video"],
    ["PDF", () => Buffer.from("%PDF-1.7\n1 0 obj"), "application/pdf", "das Dokument"],
  ] as const)(
    "a %s that is damaged is said to be so, and not asked for as what it claims to be",
    async (_, bytes, mimeType, what) => {
      const payload = await pending();
      const { channelFor } = channelThatSays({ kind: "fetched", bytes: bytes(), mimeType });
      await fetchMedia(t.deps, channelFor, mayAsk, payload);
      const why_gone = expect.stringMatching(`^Diese Datei ist beschädigt.*Standortdaten.*Bitte ${what} (?!.*JPG)`);
      expect(await rowOf(payload.attachmentId)).toMatchObject({ state: "gone", why_gone });
    },
  );

  test("an SVG is kept as unknown bytes, never as a picture", async () => {
    const payload = await pending();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    await fetchMedia(
      t.deps,
      channelThatSays({ kind: "fetched", bytes: svg, mimeType: "image/svg+xml" }).channelFor,
      mayAsk,
      payload,
    );
    expect(await rowOf(payload.attachmentId)).toMatchObject({
      state: "stored",
      mime_type: "application/octet-stream",
      // Nobody could look into it, so nobody says it was cleaned (PH-1).
      stripped_at: null,
      media: "document",
    });
  });

  test("what is on disk is sealed: no byte of the photo can be found there", async () => {
    const payload = await pending();
    await fetchMedia(
      t.deps,
      channelThatSays({ kind: "fetched", bytes: photo, mimeType: "image/jpeg" }).channelFor,
      mayAsk,
      payload,
    );
    const row = await rowOf(payload.attachmentId);
    expect(row.bytes).toBeLessThan(photo.length);
    for await (const file of listSealed(t.deps.config.dataDir, t.tenantId)) {
      expect(readFileSync(file.path).includes(Buffer.from("JFIF"))).toBe(false);
    }
  });
});

describe("uploads of members", () => {
  const upload = async (key: ContactKey) => {
    const stored = await storeBytes(t.deps, {
      tenantId: t.tenantId,
      key,
      bytes: photo,
      fileName: "Angebot.jpg",
      maxBytes: 1_000_000,
      createdBy: t.deps.ids.uuid(),
    });
    if (stored.kind === "refused") throw new Error(stored.why.de);
    return stored.attachmentId;
  };

  test("an upload hangs on one message of its own contact, once", async () => {
    const mine = await aMessage();
    const other = await aMessage();
    const id = await upload(mine.key);
    const attach = (contactId: string, messageId: string) =>
      t.deps.db.withTenant(t.tenantId, (tx) => attachToMessage(tx, t.tenantId, contactId, [id], messageId));
    await expect(attach(other.key.contactId, other.messageId)).rejects.toMatchObject({ code: "not-found" });
    await attach(mine.key.contactId, mine.messageId);
    await expect(attach(mine.key.contactId, mine.messageId)).rejects.toMatchObject({ code: "not-found" });
  });

  test("another business sees nothing of it (I8)", async () => {
    const id = await upload((await aMessage()).key);
    const stranger = await t.addTenant();
    expect(await t.deps.db.withTenant(stranger, (tx) => readAttachment(t.deps, tx, stranger, id))).toBeUndefined();
  });

  test("a file too large is refused in a sentence", async () => {
    const { key } = await aMessage();
    const refused = await storeBytes(t.deps, {
      tenantId: t.tenantId,
      key,
      bytes: photo,
      fileName: undefined,
      maxBytes: 100,
      createdBy: t.deps.ids.uuid(),
    });
    const why = { de: expect.stringContaining("größer als"), en: expect.stringContaining("larger than") };
    expect(refused).toMatchObject({ kind: "refused", why });
  });
});

test("the sweeper takes what belongs to nothing and leaves the rest (F09)", async () => {
  const { channelFor } = channelThatSays({ kind: "fetched", bytes: photo, mimeType: "image/jpeg" });
  const kept = await pending();
  await fetchMedia(t.deps, channelFor, mayAsk, kept);
  const orphan = t.deps.ids.uuid();
  await writeSealed(t.deps.config.dataDir, t.tenantId, orphan, "content", Buffer.from("x"));
  await writeSealed(t.deps.config.dataDir, t.tenantId, orphan, "incoming", Buffer.from("x"));
  const age = async (ms: number) => {
    const at = instant(t.clock.now().getTime() - ms);
    for await (const file of listSealed(t.deps.config.dataDir, t.tenantId)) await utimes(file.path, at, at);
  };
  await age(0);
  expect(await sweepOrphans(t.deps, t.tenantId, { forgetUnusedFiles, teamFilesAmong })).toBe(0);
  await age(day);
  expect(await sweepOrphans(t.deps, t.tenantId, { forgetUnusedFiles, teamFilesAmong })).toBe(2);
  const read = await t.deps.db.withTenant(t.tenantId, (tx) =>
    readAttachment(t.deps, tx, t.tenantId, kept.attachmentId),
  );
  expect(read?.bytes.length).toBeGreaterThan(0);
  rmSync(join(t.deps.config.dataDir, "attachments"), { recursive: true });
});
