import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { testDeps } from "../../../../test/support/database.ts";
import { type App, buildHttp } from "../http.ts";

let app: App;
let close: () => Promise<void>;
beforeAll(async () => {
  const t = await testDeps();
  app = await buildHttp(t.deps);
  const body = z.strictObject({
    name: z.string().min(1),
    text: z.string().max(3),
    hours: z.number().gt(0).max(24),
    days: z.array(z.string()).min(2),
    form: z.enum(["gmbh", "ug"]),
    at: z.iso.date(),
    own: z.string().min(4, "Bitte vollständig."),
  });
  app.post("/form", { schema: { body }, bodyLimit: 1_000_000 }, () => ({}));
  close = async () => {
    await app.close();
    await t.close();
  };
});
afterAll(() => close());

const ask = async (payload: object) =>
  (await app.inject({ method: "POST", url: "/form", payload })).json<{
    fields: Record<string, string>;
    fieldsEn: Record<string, string>;
  }>();
const fine = { name: "x", text: "x", hours: 1, days: ["a", "b"], form: "ug", at: "2026-11-27", own: "ganz" };

test("each field says in German and in English what is wrong with it; a schema's own sentence stays as it is", async () => {
  const { fields, fieldsEn } = await ask({ name: "", text: "abcd", hours: 25, days: ["a"], form: "ag", own: "x" });
  expect(fields).toEqual({
    name: "Das fehlt noch.",
    text: "Höchstens 3 Zeichen.",
    hours: "Höchstens 24.",
    days: "Mindestens 2 davon.",
    form: "Diese Auswahl gibt es nicht.",
    at: "Die Angabe fehlt oder hat eine andere Form.",
    own: "Bitte vollständig.",
  });
  expect(fieldsEn).toEqual({
    name: "This is missing.",
    text: "At most 3 characters.",
    hours: "At most 24.",
    days: "At least 2 of them.",
    form: "There is no such choice.",
    at: "Missing, or in another form.",
  });
});

test("what nobody asked for is named, and a limit that does not count itself says so", async () => {
  expect((await ask({ ...fine, more: 1 })).fields).toEqual({ body: "Unbekannt ist: more." });
  expect((await ask({ ...fine, hours: 0 })).fields).toEqual({ hours: "Mehr als 0." });
});

test("a megabyte of wrong things is answered with the first of them", async () => {
  const names = Array.from({ length: 1_000 }, (_, n) => [`x${n}${"y".repeat(90)}`, 1]);
  const { fields } = await ask({ ...fine, ...Object.fromEntries(names) });
  expect(fields.body).toMatch(/^Unbekannt ist: x0y{58}, x1y{58}, .*, …\.$/);
  expect(fields.body?.length).toBeLessThan(1_500);
  const many = await ask({ ...fine, days: Array(1_000).fill(1) });
  expect(Object.keys(many.fields)).toHaveLength(100);
});
