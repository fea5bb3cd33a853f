import type { IncomingMessage } from "node:http";
import type { Figure } from "./bench.ts";
import type { Business } from "./business.ts";
import { percentile } from "./load.ts";
import { head, openStream } from "./stream.ts";

/** Everybody works round the clock here: what is measured is the way to the phones, not the waiting. */
const always = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: "00:00", to: "00:00" }));

async function call(business: Business, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${business.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${business.token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return await answer.json();
}

/** From the request that writes into a room of forty to each phone that shows it: its event, then the message itself. */
export async function measureRoom(business: Business, quick: boolean): Promise<Figure[]> {
  for (const { memberId } of business.crew)
    await call(business, "PUT", `/api/working-time/${memberId}`, {
      week: always,
      age: { kind: "adult" },
      qualifications: [],
      crewId: null,
    });
  const memberIds = business.crew.map((one) => one.memberId);
  const room = (await call(business, "POST", "/api/rooms", { kind: "crew", name: "Alle 40", memberIds })) as {
    id: string;
  };
  const after = await head(business);
  const rounds = quick ? 10 : 50;
  const delays: number[] = [];
  let began = 0;
  let waitingFor = 0;
  let done = () => {};
  const phones: IncomingMessage[] = [];
  for (const { token } of business.crew) {
    const phone = { ...business, token };
    phones.push(
      await openStream(phone, after, (data) => {
        const event = JSON.parse(data) as { kind: string; messageId: string };
        if (event.kind !== "room-message-posted") return;
        void call(phone, "GET", `/api/room-messages/${event.messageId}`).then(() => {
          delays.push(performance.now() - began);
          if (--waitingFor === 0) done();
        });
      }),
    );
  }
  for (let round = 0; round < rounds; round++) {
    waitingFor = phones.length;
    const all = new Promise<void>((resolve) => {
      done = resolve;
    });
    began = performance.now();
    const text = `Heute um vier Besprechung in der Werkstatt, Runde ${round}`;
    await call(business, "POST", `/api/rooms/${room.id}/messages`, { clientId: crypto.randomUUID(), text });
    await all;
  }
  for (const phone of phones) phone.destroy();
  delays.sort((a, b) => a - b);
  const name = `message to the ${phones.length} phones of a room, text included`;
  return [
    { name: `${name}: p50`, value: percentile(delays, 0.5), unit: "ms" },
    { name: `${name}: p99`, value: percentile(delays, 0.99), unit: "ms", aim: { atMost: 300 } },
  ];
}
