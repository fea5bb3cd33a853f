/** What the API says of itself besides its routes and shapes: how a program comes in, and what a refusal looks like. */
export const openapi = {
  openapi: "3.1.0",
  info: {
    title: "Werkbote",
    version: "1",
    description:
      "The API of one Werkbote, for the staff app and for programs of the business. A program sends the token that was " +
      "made for it (Einstellungen, Zugänge für Programme) and may do what the role of whoever made it may. Signing in, " +
      "the pages for customers and webhooks need no token; what wants a passkey or a device is open to people only. A " +
      "refusal is a problem by RFC 9457.",
  },
  components: {
    securitySchemes: { token: { type: "http", scheme: "bearer" } },
    responses: {
      Refusal: {
        description: "Refused, with a sentence that says what to do. `code` is one of a closed list.",
        content: {
          "application/problem+json": {
            schema: {
              type: "object",
              required: ["type", "title", "status", "code"],
              properties: {
                type: { type: "string" },
                title: { type: "string", description: "The refusal in German." },
                status: { type: "integer" },
                code: { type: "string" },
                detail: { type: "string", description: "More exactly, for this case." },
                en: { type: "string", description: "The sentence in English." },
                fields: { type: "object", additionalProperties: { type: "string" } },
                fieldsEn: { type: "object", additionalProperties: { type: "string" } },
                more: { type: "object" },
              },
            },
          },
        },
      },
    },
  },
  // What asks nobody who calls says so itself (openapi.routes.ts).
  security: [{ token: [] }],
} as const;

/** By which an operation is found in a list of hundreds: "/api/conversations/{id}/notes" is about conversations. */
export const topicOf = (path: string): string => /^\/(?:api\/)?([\w.-]+)/.exec(path)?.[1] ?? "other";
