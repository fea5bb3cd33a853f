import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { apiRoutes } from "../support/routes.ts";

const Operation = z.looseObject({
  responses: z.record(z.string(), z.looseObject({})),
  parameters: z
    .array(z.looseObject({ name: z.string(), in: z.enum(["path", "query", "header", "cookie"]) }))
    .optional(),
});
const Document = z.looseObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string().startsWith("/"), z.record(z.string(), Operation)),
});

let app: TestApp;
let document: z.infer<typeof Document>;
beforeAll(async () => {
  app = await buildTestApp();
  const response = await app.http.inject({ url: "/api/openapi.json", headers: { host: app.firm.host } });
  expect(response.statusCode).toBe(200);
  expect(response.headers["content-type"]).toContain("application/json");
  document = Document.parse(response.json());
});
afterAll(() => app.stop());

test("every route of the API stands in the document, under its method", () => {
  const described = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const served = apiRoutes(app.http).map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
  expect(served.length).toBeGreaterThan(60);
  expect(served.filter((route) => !described.includes(route))).toEqual([]);
});

test("it is written once, however often anybody asks", async () => {
  const write = vi.spyOn(JSON, "stringify");
  try {
    const { statusCode, body } = await app.http.inject({ url: "/api/openapi.json", headers: { host: app.firm.host } });
    expect([statusCode, JSON.parse(body)]).toEqual([200, document]);
    expect(write.mock.calls.filter(([value]) => Object.hasOwn(Object(value), "openapi"))).toHaveLength(0);
  } finally {
    write.mockRestore();
  }
});

test("every placeholder in a path is a described parameter, and nothing points nowhere", () => {
  for (const [path, item] of Object.entries(document.paths))
    for (const [method, { parameters = [] }] of Object.entries(item)) {
      const names = parameters.filter((one) => one.in === "path").map(({ name }) => name);
      const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect([method, path, names.toSorted()]).toEqual([method, path, placeholders.toSorted()]);
    }
  const text = JSON.stringify(document);
  for (const [, target = ""] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = target.split("/").reduce<unknown>((at, key) => Reflect.get(Object(at), key), document);
    expect([target, found]).not.toEqual([target, undefined]);
  }
});

test("it says how a program comes in, and of every operation what it is about and how it is refused", () => {
  expect(document).toMatchObject({
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    security: [{ token: [] }],
  });
  for (const [path, item] of Object.entries(document.paths))
    for (const [method, { tags, responses }] of Object.entries(item)) {
      const said = { path, method, tags, refused: responses.default };
      const topic = path.split("/").find((part) => part !== "" && part !== "api");
      expect(said).toMatchObject({ tags: [topic], refused: { $ref: "#/components/responses/Refusal" } });
    }
});

test("a token is asked for by exactly those operations that answer nobody without one", async () => {
  const wrong: unknown[] = [];
  for (const { method, path } of apiRoutes(app.http)) {
    const operation = document.paths[path.replace(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()];
    const headers = { host: app.firm.host, origin: `http://${app.firm.host}` };
    const url = path.replace(/:\w+/g, app.firm.tenantId).replace("*", "x");
    const { statusCode, body } = await app.http.inject({ method, url, headers });
    const asks = statusCode === 401 && body.includes('"not-signed-in"');
    const said = JSON.stringify(operation?.security);
    if (said !== (asks ? '[{"token":[]}]' : "[]")) wrong.push([method, path, statusCode, said]);
  }
  expect(wrong).toEqual([]);
});

test("the document holds nothing of any business", () => {
  const text = JSON.stringify(document);
  for (const secret of [app.firm.tenantId, app.firm.appSecret, "Brandt", app.firm.whatsappAccountId])
    expect(text).not.toContain(secret);
});
