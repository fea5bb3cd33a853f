import { createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp, type TestApp } from "../../../test/support/build-app.ts";
import { createSendMail } from "../platform/network/mail.adapter.ts";
import { mailAmpel } from "./mail-ampel.action.ts";
import { mailAmpelTask } from "./mail-ampel.job.ts";

/** The weekly mail over a real SMTP conversation with a relay on this computer. */
let app: TestApp;
let relay: Server;
let url = "";
const mails: string[] = [];
let refuse = false;

function converse(socket: Socket): void {
  let data: string | undefined;
  let rest = "";
  const say = (line: string) => socket.write(`${line}\r\n`);
  socket.on("error", () => socket.destroy());
  socket.on("data", (chunk) => {
    rest += chunk.toString();
    for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      if (data !== undefined) {
        if (line !== ".") data += `${line}\n`;
        else {
          mails.push(data);
          data = undefined;
          say("250 taken");
        }
      } else if (/^(EHLO|HELO)/.test(line)) say("250 relay");
      else if (/^RCPT/.test(line)) say(refuse ? "451 later please, post@brandt" : "250 ok");
      else if (line === "DATA") {
        data = "";
        say("354 go on");
      } else if (line === "QUIT") {
        say("221 bye");
        socket.end();
      } else say("250 ok");
    }
  });
  say("220 relay");
}

beforeAll(async () => {
  app = await buildTestApp();
  relay = createServer(converse);
  await new Promise<void>((ready) => relay.listen(0, "127.0.0.1", ready));
  const address = relay.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  url = `smtp://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  await app.stop();
  await new Promise((closed) => relay.close(closed));
});

const from = "werkbote@brandt-haustechnik.example";
const send = () => mailAmpel(app.deps, createSendMail({ url, from }), app.firm.tenantId);
/** The text as a reader sees it: quoted-printable undone. */
const readable = (mail = "") =>
  Buffer.from(
    mail
      .replace(/=\n/g, "")
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");
const switchUsa = (dpfValid: boolean) =>
  app.firm.owner.call("PUT", "/api/setup/transfer-switch", { dpfValid, source: "Urteil zum Test" });

test("while everything is green nobody gets a mail", async () => {
  expect(await send()).toBe(false);
  expect(mails).toEqual([]);
});

test("a light that turned red is told once, with what it stops, and nothing else", async () => {
  const erika = app.firm.customer({ name: "Erika Geheim" });
  await erika.writes("Meine Heizung ist kalt.");
  await switchUsa(false);
  expect(await send()).toBe(true);
  const mail = readable(mails[0]);
  expect(mail).toMatch(/^From: werkbote@brandt-haustechnik\.example$/m);
  expect(mail).toMatch(/^To: post@brandt-haustechnik\.example$/m);
  expect(mail).toContain("Rot: Daten außerhalb der EU.");
  // The notice names the basis for the USA; with the basis it stops being true (PN-4).
  expect(mail.match(/^- (\w+): [^.]+/gm)).toEqual([
    "- Gelb: Datenschutzhinweis beim ersten Kontakt",
    "- Rot: Daten außerhalb der EU",
  ]);
  expect(mail).not.toMatch(/Erika|Geheim|Heizung ist kalt/);
  expect(await send()).toBe(false);
});

test("a relay that refuses fails the job, tells no address, and the next try says the same", async () => {
  await switchUsa(true);
  refuse = true;
  const failed = await send().then(
    () => "sent",
    (error: unknown) => String(error),
  );
  expect(failed).toContain("did not take the mail");
  expect(failed).not.toContain("brandt");
  refuse = false;
  expect(await send()).toBe(true);
  expect(readable(mails.at(-1))).toContain("Grün: Daten außerhalb der EU.");
});

test("every business gets a job of its own, and without a relay none", async () => {
  const jobs = async () =>
    (await app.deps.db.pool.query("select key from graphile_worker.jobs where task_identifier = 'mail-ampel'")).rows;
  await mailAmpelTask(app.deps)({});
  expect(await jobs()).toEqual([]);
  await mailAmpelTask({ ...app.deps, config: { ...app.deps.config, mail: { url, from } } })({});
  expect(await jobs()).toContainEqual({ key: `mail-ampel:${app.firm.tenantId}` });
});
