import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { startSimulator } from "../simulator.ts";

const customers = [{ name: "Helga Seidel (Demo)", phone: "4917604069010" }];

async function oneRun() {
  const simulator = await startSimulator({ port: 0, mediaPort: 0, peopleSeed: 1, customers });
  try {
    const people = await (await fetch(`${simulator.baseUrl}/_sim/customers`)).text();
    const said = await fetch(`${simulator.baseUrl}/_sim/customers/4917604069010/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: "text", text: "Guten Tag" }),
    });
    const { id } = (await said.json()) as { id: string };
    return { bsuid: /DE\.[0-9A-Za-z]+/.exec(people)?.[0], id };
  } finally {
    await simulator.close();
  }
}

test("after a restart the people are the same and what they say is new", async () => {
  const [first, second] = [await oneRun(), await oneRun()];
  expect(first.bsuid).toMatch(/^DE\./);
  expect(second.bsuid).toBe(first.bsuid);
  expect(first.id).toMatch(/^wamid\./);
  expect(second.id).not.toBe(first.id);
});

const folder = mkdtempSync(join(tmpdir(), "simulator-people-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function helga(peopleFile: string, writes: boolean): Promise<{ windowOpen: boolean }> {
  const simulator = await startSimulator({ port: 0, mediaPort: 0, peopleSeed: 1, customers, peopleFile });
  const url = `${simulator.baseUrl}/_sim/customers`;
  try {
    if (writes)
      await fetch(`${url}/4917604069010/messages`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ type: "text", text: "Guten Tag" }),
      });
    const [person] = (await (await fetch(url)).json()) as { windowOpen: boolean }[];
    return person ?? { windowOpen: false };
  } finally {
    await simulator.close();
  }
}

test("who wrote before a restart can be answered after it, because the window is kept", async () => {
  const file = join(folder, "people.json");
  expect(await helga(file, false)).toMatchObject({ windowOpen: false });
  expect(await helga(file, true)).toMatchObject({ windowOpen: true });
  expect(await helga(file, false)).toMatchObject({ windowOpen: true });
});

test("a file of people that cannot be read counts as none", async () => {
  const file = join(folder, "broken.json");
  writeFileSync(file, "{not json");
  expect(await helga(file, true)).toMatchObject({ windowOpen: true });
});

test("a disk that takes nothing more ends nothing, and what is said then is kept once it does again", async () => {
  const disk = join(folder, "full");
  mkdirSync(disk);
  const file = join(disk, "people.json");
  const simulator = await startSimulator({ port: 0, mediaPort: 0, peopleSeed: 1, customers, peopleFile: file });
  try {
    simulator.setWebhook("http://127.0.0.1:9/nobody");
    rmSync(disk, { recursive: true });
    const says = async () => {
      const answer = await fetch(`${simulator.baseUrl}/_sim/customers/4917604069010/messages`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ type: "text", text: "Guten Tag" }),
      });
      return answer.status;
    };
    expect(await says()).toBe(201);
    mkdirSync(join(`${file}.mail`, "deliveries"), { recursive: true });
    expect([await says(), existsSync(file)]).toEqual([201, true]);
    expect(readdirSync(join(`${file}.mail`, "deliveries"))).toHaveLength(1);
  } finally {
    await simulator.close();
  }
});

test("what had not arrived when the simulator was killed arrives after its restart, and its photo can be fetched", async () => {
  const got: string[] = [];
  let isUp = false;
  const business = createServer((request, response) => {
    void text(request).then((body) => {
      if (isUp) got.push(body);
      response.writeHead(isUp ? 200 : 503).end();
    });
  }).listen(0, "127.0.0.1");
  await once(business, "listening");
  const webhookUrl = `http://127.0.0.1:${(business.address() as AddressInfo).port}/hook`;
  const peopleFile = join(folder, "mail.json");
  const options = { peopleSeed: 1, customers, peopleFile, webhookUrl };
  const messages = "/_sim/customers/4917604069010/messages";
  const before = await startSimulator(options);
  for (const said of [
    { type: "text", text: "Es tropft" },
    { type: "image", sample: "typenschild" },
  ])
    await fetch(before.baseUrl + messages, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(said),
    });
  await before.close();
  isUp = true;
  const after = await startSimulator({ ...options, account: { accessToken: before.accessToken } });
  try {
    await expect.poll(() => got.length).toBe(2);
    expect(got[0]).toContain("Es tropft");
    const id = /"image":\{[^}]*"id":"(\d+)"/.exec(got[1] ?? "")?.[1];
    const headers = { authorization: `Bearer ${before.accessToken}` };
    const found = await fetch(`${after.baseUrl}/v25.0/${id}`, { headers });
    expect(await found.json()).toMatchObject({ id, mime_type: "image/jpeg" });
    await after.settled();
    expect(readdirSync(join(`${peopleFile}.mail`, "deliveries"))).toEqual([]);
  } finally {
    await after.close();
    business.close();
  }
});
