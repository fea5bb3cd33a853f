import { z } from "zod";
import type { App } from "../http.ts";
import { topicOf } from "./openapi.ts";

/** An OpenAPI document, as far as this route knows it; what stands in it is made from the schemas of the routes. */
const Operation = z.looseObject({
  responses: z.record(z.string(), z.unknown()),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
});
const Document = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({}),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

/**
 * GET /api/openapi.json: the API as OpenAPI 3.1 (spec.openapis.org), for the business's own programs. It describes
 * routes and shapes and holds nothing of any business, so it needs no sign-in; anybody may ask as often as they like, so
 * its megabyte is written once.
 * @param root the server that has seen every route
 */
export function openApiRoutes(app: App, root: App): void {
  let document: z.infer<typeof Document> | undefined;
  let text: string | undefined;
  app.get("/api/openapi.json", { schema: { response: { 200: Document } } }, (_request, reply) => {
    document ??= withRefusals(Document.parse(root.swagger()));
    reply.type("application/json; charset=utf-8").serializer(() => (text ??= JSON.stringify(document)));
    return document;
  });
}

function withRefusals(document: z.infer<typeof Document>): z.infer<typeof Document> {
  const refusal = { $ref: "#/components/responses/Refusal" };
  for (const [path, operations] of Object.entries(document.paths))
    for (const operation of Object.values(operations)) {
      operation.tags = [topicOf(path)];
      operation.responses.default = refusal;
      // Every door that asks for a token says so (members/staff-scope.routes.ts); the others are open.
      operation.security ??= [];
    }
  return document;
}
