import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Delivery } from "./delivery.ts";
import { asObject, listAt, numberAt, stringAt } from "./json.ts";
import type { MailFolder, Media } from "./world.ts";
import { writeWhole } from "./write-file.ts";

const HOUR_MS = 3_600_000;

export function openMailFolder(folder: string): MailFolder {
  const places = { deliveries: join(folder, "deliveries"), files: join(folder, "files") };
  const make = () => {
    for (const place of Object.values(places)) mkdirSync(place, { recursive: true, mode: 0o700 });
  };
  const write = (path: string, row: object) => writeWhole(path, JSON.stringify(row));
  let order = Date.now();
  make();
  return {
    keep({ bytes, ...delivery }) {
      const { id, url, fields, createdAt } = delivery;
      write(join(places.deliveries, id), {
        id,
        url,
        fields,
        createdAt,
        order: order++,
        bytes: bytes.toString("base64"),
      });
    },
    drop: ({ id }) => rmSync(join(places.deliveries, id), { force: true }),
    keepFile: ({ bytes, ...media }) =>
      write(join(places.files, media.id), { ...media, bytes: bytes.toString("base64") }),
    waiting: () =>
      rowsIn(places.deliveries)
        .sort((a, b) => (numberAt(a, "order") ?? 0) - (numberAt(b, "order") ?? 0))
        .flatMap(toDelivery),
    files() {
      for (const name of readdirSync(places.files))
        if (statSync(join(places.files, name)).mtimeMs < Date.now() - HOUR_MS) rmSync(join(places.files, name));
      return rowsIn(places.files).flatMap(toMedia);
    },
    empty() {
      rmSync(folder, { recursive: true, force: true });
      make();
    },
  };
}

/** A file that cannot be read, or was not written to its end, counts as none. */
function rowsIn(folder: string): object[] {
  return readdirSync(folder).flatMap((name) => {
    if (name.endsWith(".new")) return [];
    try {
      return [asObject(JSON.parse(readFileSync(join(folder, name), "utf8")))];
    } catch {
      return [];
    }
  });
}

function toDelivery(row: object): Delivery[] {
  const [id, bytes] = [stringAt(row, "id"), stringAt(row, "bytes")];
  if (id === undefined || bytes === undefined) return [];
  const fields = listAt(row, "fields").filter((field) => typeof field === "string");
  const createdAt = numberAt(row, "createdAt") ?? 0;
  const text = Buffer.from(bytes, "base64");
  return [{ id, url: stringAt(row, "url"), fields, bytes: text, createdAt, state: "waiting", attempts: [] }];
}

function toMedia(row: object): Media[] {
  const [id, mimeType, bytes] = [stringAt(row, "id"), stringAt(row, "mimeType"), stringAt(row, "bytes")];
  const [expiresAt, phoneNumberId] = [numberAt(row, "expiresAt"), stringAt(row, "phoneNumberId")];
  if (id === undefined || mimeType === undefined || bytes === undefined) return [];
  if (expiresAt === undefined || phoneNumberId === undefined) return [];
  const file = Buffer.from(bytes, "base64");
  return [{ id, mimeType, filename: stringAt(row, "filename"), bytes: file, expiresAt, phoneNumberId }];
}
