import { afterAll, beforeAll, expect, test } from "vitest";
import { listSealed } from "../../src/server/attachments/vault.adapter.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** V22 (Zammad CVE-2024-33668): whoever guessed the name of an upload under way read it or put something into it. */
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

async function blocks(): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const file of listSealed(app.deps.config.dataDir, app.firm.tenantId))
    if (file.part === "block") ids.add(file.id);
  return ids;
}

test("who knows the name of a colleague's upload finds it empty, writes beside it and finishes nothing", async () => {
  const { office, uwe } = app.firm;
  const upload = app.deps.ids.uuid();
  const customer = app.firm.customer();
  await customer.writes("Guten Tag");
  const finish = `/api/conversations/${await customer.conversationId()}/uploads`;
  const put = (who: typeof office, block: number, text: string) =>
    who.sendRaw(`/api/uploads/${upload}/${block}`, Buffer.from(text), "application/octet-stream", "PUT");
  const lies = (who: typeof office) => who.get(`/api/uploads/${upload}`);
  const file = { upload, blocks: 1, name: "plan.txt" };
  expect((await put(office, 0, "Aufmaß Bad")).statusCode).toBe(204);
  expect([await lies(office), await lies(uwe)]).toEqual([{ blocks: 1 }, { blocks: 0 }]);
  expect((await uwe.call("POST", finish, file)).statusCode).toBe(404);
  expect((await put(uwe, 0, "untergeschoben")).statusCode).toBe(204);
  const { id } = (await office.post(finish, file)) as { id: string };
  expect((await office.call("GET", `/api/attachments/${id}/content`)).body).toBe("Aufmaß Bad");
});

test("nor does a visitor of the page who knows the name of another one's", async () => {
  const [one, other] = [new Visitor(app), new Visitor(app)];
  for (const who of [one, other]) await who.writes("Der Hahn tropft");
  const { host } = app.firm;
  const upload = "hochladen-".padEnd(22, "1");
  const put = (who: Visitor, text: string) =>
    app.http.inject({
      method: "PUT",
      url: `/api/customer/web/uploads/${upload}/0`,
      headers: { host, origin: `http://${host}`, cookie: who.cookie, "content-type": "application/octet-stream" },
      payload: Buffer.from(text),
    });
  const before = await blocks();
  expect((await put(one, "Rohr unter der Spüle")).statusCode).toBe(204);
  expect((await put(other, "untergeschoben")).statusCode).toBe(204);
  const after = await blocks();
  expect(after.size - before.size).toBe(2);
});
