import { expect, test } from "vitest";
import { type FilePart, readPart, shares } from "./multipart.adapter.ts";

/** The shares as they are, in kilobytes instead of megabytes: nobody has to copy a gigabyte to use them up. */
const small = JSON.parse(JSON.stringify(shares), (_key, value) =>
  typeof value === "number" ? value / 1_000 : value,
) as typeof shares;
const piece = Buffer.alloc(5_000);

/** A file of 25 kB that arrives up to its last piece; `stalled` tells when nothing more comes. */
function slowFile() {
  const [stalled, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  async function* arrive() {
    for (let i = 0; i < 4; i += 1) yield piece;
    stalled.resolve();
    await go.promise;
    yield piece;
  }
  const file: FilePart["file"] = Object.assign(arrive(), { truncated: false, resume: () => {} });
  return { part: { file }, stalled: stalled.promise, finish: () => go.resolve() };
}

type Who =
  | { readonly address: string; readonly session?: string }
  | { readonly memberId: string; readonly role: string };

/** Begins so many uploads and waits until none of them sends any more. */
async function stall(count: number, who: (i: number) => Who, tenantId = "ours") {
  const uploads = Array.from({ length: count }, (_, i) => {
    const { part, stalled, finish } = slowFile();
    return {
      answer: readPart(part, { tenantId, ...who(i) }, small).then((bytes) => bytes?.length, outcomeOf),
      stalled,
      finish,
    };
  });
  await Promise.all(uploads.map((upload) => upload.stalled));
  return {
    async end() {
      for (const upload of uploads) upload.finish();
      return await Promise.all(uploads.map((upload) => upload.answer));
    },
  };
}

const outcomeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : error);

async function sends(who: Who, tenantId = "ours") {
  const { part, finish } = slowFile();
  finish();
  return await readPart(part, { tenantId, ...who }, small).then((bytes) => bytes?.length, outcomeOf);
}

const whole = 25_000;

test("one visitor who stalls eight uploads holds up nobody else, neither customers nor the office", async () => {
  const stalled = await stall(8, () => ({ address: "192.0.2.1", session: "a" }));
  expect(await sends({ address: "192.0.2.2", session: "b" })).toBe(whole);
  expect(await sends({ address: "192.0.2.3" })).toBe(whole);
  expect(await sends({ memberId: "a", role: "office" })).toBe(whole);
  // The share is used up for this visitor alone, and those within it arrive.
  expect(await sends({ address: "192.0.2.1", session: "a" })).toBe("busy");
  expect((await stalled.end()).filter((one) => one === whole)).toHaveLength(2);
  expect(await sends({ address: "192.0.2.1", session: "a" })).toBe(whole);
});

test("new sessions from the same address share what the address has", async () => {
  const stalled = await stall(8, (i) => ({ address: "192.0.2.1", session: String(i) }));
  expect(await sends({ address: "192.0.2.1", session: "new" })).toBe("busy");
  expect(await sends({ address: "192.0.2.2", session: "b" })).toBe(whole);
  await stalled.end();
});

test("however many visitors stall, the office sends its photos", async () => {
  const stalled = await stall(20, (i) => ({ address: `192.0.2.${i}` }));
  expect(await sends({ address: "198.51.100.1" })).toBe("busy");
  expect(await sends({ memberId: "a", role: "office" })).toBe(whole);
  await stalled.end();
  expect(await sends({ address: "198.51.100.1" })).toBe(whole);
});

test("one of the staff, or all guests together, hold up nobody else in the office", async () => {
  const stalled = await Promise.all([
    stall(8, () => ({ memberId: "a", role: "crew" })),
    stall(8, (i) => ({ memberId: String(i), role: "guest" })),
  ]);
  expect(await sends({ memberId: "a", role: "crew" })).toBe("busy");
  expect(await sends({ memberId: "g", role: "guest" })).toBe("busy");
  expect(await sends({ memberId: "b", role: "office" })).toBe(whole);
  for (const one of stalled) await one.end();
  expect(await sends({ memberId: "a", role: "crew" })).toBe(whole);
});

test("however much one business gets at once, another one's customers, guests and staff are served", async () => {
  const stalled = await Promise.all([
    stall(20, (i) => ({ address: `192.0.2.${i}` })),
    stall(8, (i) => ({ memberId: String(i), role: "crew" })),
    stall(8, (i) => ({ memberId: String(i), role: "guest" })),
  ]);
  const crew = { memberId: "z", role: "crew" };
  const guest = { memberId: "g", role: "guest" };
  for (const who of [{ address: "198.51.100.1" }, crew, guest]) {
    expect(await sends(who)).toBe("busy");
    expect(await sends(who, "theirs")).toBe(whole);
  }
  for (const one of stalled) await one.end();
});

test("an address that is busy at one business comes in at another: many people share it; but it has no room at all of them", async () => {
  const address = "192.0.2.1";
  const ours = await stall(8, () => ({ address }));
  expect(await sends({ address })).toBe("busy");
  expect(await sends({ address }, "theirs")).toBe(whole);
  const theirs = await stall(8, () => ({ address }), "theirs");
  expect(await sends({ address }, "a third")).toBe("busy");
  expect(await sends({ address: "192.0.2.2" }, "a third")).toBe(whole);
  await ours.end();
  await theirs.end();
});

test("of a file that comes byte by byte the bytes are kept, and none of its pieces", async () => {
  const sent = Buffer.from(Array.from({ length: 600_000 }, (_, i) => i % 251));
  const line = Buffer.alloc(1);
  async function* arrive() {
    for (const byte of sent) {
      line[0] = byte;
      yield line;
    }
    yield sent;
  }
  const file: FilePart["file"] = Object.assign(arrive(), { truncated: false, resume: () => {} });
  const read = await readPart({ file }, { tenantId: "ours", address: "192.0.2.1" });
  expect(read?.equals(Buffer.concat([sent, sent]))).toBe(true);
});
