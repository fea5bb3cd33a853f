import { connect } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import {
  formKey,
  helga,
  type PageUnderTest,
  pageUnderTest,
} from "../../src/server/customer-page/page-under-test.contract.ts";

import { securedHttp } from "../support/secured-http.ts";

/** F33: a line so slow that a photo takes minutes, and a line that trickles to hold a connection. */

let patient: PageUnderTest;
let address: string;
let hasty: PageUnderTest;
let attentive: PageUnderTest;
beforeAll(async () => {
  const minute = 60_000;
  patient = await pageUnderTest({}, { usual: 1_000, upload: minute, silence: minute, fromOne: 3 });
  address = await patient.listen();
  hasty = await pageUnderTest({}, { usual: 150, upload: 150, silence: minute, fromOne: 3 });
  attentive = await pageUnderTest({}, { usual: minute, upload: minute, silence: 150, fromOne: 3 });
});
afterAll(async () => {
  await attentive.close();
  await patient.close();
  await hasty.close();
});

/** Sends the head and half of a body, then waits to be told. */
async function startSending(to: string, path: string, type: string, body: string) {
  const { port, host, origin } = new URL(to);
  const socket = connect(Number(port), "127.0.0.1");
  const head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\norigin: ${origin}\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`;
  const half = Math.floor(body.length / 2);
  let answer = "";
  socket.on("data", (chunk) => (answer += chunk.toString("utf8")));
  const over = new Promise<string>((resolve) => socket.once("close", () => resolve(answer.split("\r\n")[0] ?? "")));
  await new Promise<void>((resolve) => socket.write(head + body.slice(0, half), () => resolve()));
  return { over, finish: () => socket.write(body.slice(half)), hangUp: () => socket.resetAndDestroy() };
}

const form = () => {
  const fields = Object.entries({ ...helga(), formKey: formKey() });
  const parts = fields.map(
    ([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join("")}--b--\r\n`;
};
const multipart = "multipart/form-data; boundary=b";

test("a customer's form with photos may take its time, while a body that only trickles is cut off", async () => {
  const customer = await startSending(address, "/k/web", multipart, form());
  const trickle = await startSending(address, "/api/customer/web/resume", "application/json", '{"code":"1234567890"}');
  // The customer began first: what cuts off the other would have cut this one off already.
  expect(await trickle.over).toBe("HTTP/1.1 408 Request Timeout");
  customer.finish();
  expect(await customer.over).toBe("HTTP/1.1 303 See Other");
});

test("a form that never ends is cut off too", async () => {
  const customer = await startSending(await hasty.listen(), "/k/web", multipart, form());
  expect(await customer.over).toBe("HTTP/1.1 408 Request Timeout");
});

test("a form whose sender has fallen silent is cut off long before its time is over", async () => {
  const customer = await startSending(await attentive.listen(), "/k/web", multipart, form());
  expect(await customer.over).toBe("HTTP/1.1 408 Request Timeout");
});

test("one address does not hold every connection with bodies that never end", async () => {
  const begin = () => startSending(address, "/k/web", multipart, form());
  const held = await Promise.all([begin(), begin(), begin()]);
  expect(await (await begin()).over).toBe("HTTP/1.1 429 Too Many Requests");
  for (const one of held) one.finish();
  expect(await Promise.all(held.map(({ over }) => over))).toEqual(held.map(() => "HTTP/1.1 303 See Other"));
  const next = await begin();
  next.finish();
  expect(await next.over).toBe("HTTP/1.1 303 See Other");
});

test("an answer that does not wait for the body, and a line that is gone, leave a server that goes on", async () => {
  const thrown: unknown[] = [];
  const note = (error: unknown) => thrown.push(error);
  process.on("uncaughtException", note);
  const tooMuch = "x".repeat(2_000_000);
  const { over } = await startSending(address, "/api/customer/web/resume", "application/json", tooMuch);
  expect(await over).toBe("HTTP/1.1 413 Payload Too Large");
  expect((await fetch(`${address}/k/web`)).status).toBe(200);
  process.off("uncaughtException", note);
  expect(thrown).toEqual([]);
});

test("a line that breaks in the middle of a body is nobody's fault, and fills no log", async () => {
  const failed: string[] = [];
  const note = (event: string) => failed.push(event);
  const log = { info() {}, warn: note, error: note };
  const http = await securedHttp({ ...patient.deps, log }, () => Promise.resolve(patient.tenantId));
  const gone = Promise.withResolvers<void>();
  http.addHook("onRequest", (request, _reply, done) => {
    request.raw.once("close", () => gone.resolve());
    done();
  });
  http.post("/words", { schema: { body: z.string() } }, async () => "");
  http.get("/fault", async () => {
    throw new Error("ours");
  });
  const base = await http.listen({ port: 0, host: "127.0.0.1" });
  const { hangUp } = await startSending(base, "/words", "application/json", `"${"x".repeat(1000)}"`);
  hangUp();
  await gone.promise;
  expect((await fetch(`${base}/fault`)).status).toBe(500);
  expect(failed).toEqual(["request failed"]);
  await http.close();
  const onPage = vi.spyOn(patient.deps.log, "error");
  const form = await startSending(address, "/k/web", "application/json", `"${"x".repeat(1000)}"`);
  form.hangUp();
  await form.over;
  await fetch(`${address}/k/web`);
  expect(onPage).not.toHaveBeenCalled();
});
