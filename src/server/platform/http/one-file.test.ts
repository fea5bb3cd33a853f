import Fastify from "fastify";
import { validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { expect, test } from "vitest";
import { Problem } from "../problem.ts";
import { oneFileRoutes } from "./one-file.ts";

const http = Fastify().withTypeProvider<ZodTypeProvider>().setValidatorCompiler(validatorCompiler);
http.setErrorHandler((error, _request, reply) => {
  if (error instanceof Problem) return reply.code(error.status).send(error.toJson());
  throw error;
});
oneFileRoutes(http, 1_000, (scope, readFile) => {
  scope.post("/paper", async (request) => {
    const { bytes, fileName } = await readFile(request, { tenantId: "ours", address: "192.0.2.1" });
    return { size: bytes.length, fileName, slow: request.routeOptions.config.upload };
  });
});

const send = (part: string) =>
  http.inject({
    method: "POST",
    url: "/paper",
    headers: { "content-type": "multipart/form-data; boundary=b" },
    payload: `${part}--b--\r\n`,
  });
const file = (bytes: number) =>
  `--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${"x".repeat(bytes)}\r\n`;

test("a file arrives whole, and its line may be slow", async () => {
  expect((await send(file(1_000))).json()).toEqual({ size: 1_000, fileName: "a.txt", slow: true });
});

test.each([
  ["no file", "", 400, "bad-input"],
  ["a file too large", file(1_001), 413, "too-large"],
  ["a body far too large", file(20_000), 413, "too-large"],
])("%s is refused", async (_what, part, status, code) => {
  const answer = await send(part);
  expect([answer.statusCode, answer.json()]).toEqual([status, expect.objectContaining({ code })]);
});
