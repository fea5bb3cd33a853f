import sharp from "sharp";
import { uploadLimits } from "../../src/contract/upload-limits.ts";
import type { Figure } from "./bench.ts";
import type { Business } from "./business.ts";

const photos = 50;
const perMessage = 10;
/** After these photos the line breaks in the worst moment: the server has it, the phone does not know. */
const cuts: ReadonlySet<number> = new Set([9, 24, 41]);

/** The way of a phone's outbox without the phone: fifty photos in blocks, three cuts, and what is there in the end. */
export async function measureOutbox(business: Business): Promise<Figure[]> {
  const line = lineTo(business);
  const { items } = await line.get<{ items: { id: string }[] }>("/api/conversations?limit=1");
  const conversation = `/api/conversations/${items[0]?.id}`;
  const noise = { type: "gaussian", mean: 120, sigma: 40 } as const;
  const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: "#888", noise } });
  const bytes = await picture.jpeg({ quality: 95 }).toBuffer();
  const before = await sentPhotos(line, conversation);
  const began = performance.now();
  let attachmentIds: string[] = [];
  for (let photo = 0; photo < photos; photo++) {
    const cut = cuts.has(photo);
    attachmentIds.push(await sendPhoto(line, conversation, bytes, cut));
    if (attachmentIds.length < perMessage) continue;
    const message = { clientId: crypto.randomUUID(), text: "Bilder", attachmentIds };
    if (cut) await line.lose(`${conversation}/messages`, message);
    await line.post(`${conversation}/messages`, message);
    attachmentIds = [];
  }
  const took = performance.now() - began;
  const there = (await sentPhotos(line, conversation)).slice(before.length);
  return [
    { name: "outbox, 50 photos and 3 cuts: a photo", value: took / photos, unit: "ms" },
    { name: "outbox, 50 photos and 3 cuts: lost", value: photos - new Set(there).size, unit: "", aim: { atMost: 0 } },
    {
      name: "outbox, 50 photos and 3 cuts: there twice",
      value: there.length - new Set(there).size,
      unit: "",
      aim: { atMost: 0 },
    },
  ];
}

type Line = ReturnType<typeof lineTo>;

async function sendPhoto(line: Line, conversation: string, bytes: Buffer, cut: boolean): Promise<string> {
  const upload = crypto.randomUUID();
  const size = uploadLimits.blockBytes;
  const blocks = Math.ceil(bytes.length / size);
  const finish = { upload, blocks, name: `${upload}.jpg` };
  for (let block = 0; block < blocks; block++) {
    if (cut && block === 1) block = (await line.get<{ blocks: number }>(`/api/uploads/${upload}`)).blocks;
    await line.put(`/api/uploads/${upload}/${block}`, bytes.subarray(block * size, (block + 1) * size));
  }
  if (cut) await line.lose(`${conversation}/uploads`, finish);
  return (await line.post<{ id: string }>(`${conversation}/uploads`, finish)).id;
}

async function sentPhotos(line: Line, conversation: string): Promise<string[]> {
  const page = await line.get<{ items: { direction: string; attachments: { id: string }[] }[] }>(
    `${conversation}/messages?limit=200`,
  );
  return page.items
    .filter(({ direction }) => direction === "out")
    .flatMap(({ attachments }) => attachments.map(({ id }) => id));
}

function lineTo({ baseUrl, token }: Business) {
  const send = async (method: string, path: string, body?: Buffer | object): Promise<Response> => {
    const raw = Buffer.isBuffer(body);
    const answer = await fetch(baseUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": raw ? "application/octet-stream" : "application/json" }),
      },
      ...(body === undefined ? {} : { body: raw ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  return {
    get: async <T>(path: string) => (await (await send("GET", path)).json()) as T,
    post: async <T>(path: string, body: object) => (await (await send("POST", path, body)).json()) as T,
    put: async (path: string, body: Buffer) => void (await send("PUT", path, body)),
    /** The server does it, and nobody hears the answer. */
    lose: async (path: string, body: object) => void (await (await send("POST", path, body)).body?.cancel()),
  };
}
