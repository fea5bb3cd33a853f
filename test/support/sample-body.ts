import { randomUUID } from "node:crypto";
import { z } from "zod";

/** As much of JSON Schema as our OpenAPI document uses. */
export interface Schema {
  readonly type?: string | string[] | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: Schema | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly oneOf?: readonly Schema[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly minLength?: number | undefined;
  readonly minimum?: number | undefined;
  readonly minItems?: number | undefined;
}

const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    properties: z.record(z.string(), Schema).optional(),
    required: z.array(z.string()).optional(),
    items: Schema.optional(),
    anyOf: z.array(Schema).optional(),
    oneOf: z.array(Schema).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    minLength: z.number().optional(),
    minimum: z.number().optional(),
    minItems: z.number().optional(),
  }),
);
const Json = z.looseObject({
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: Schema })) }).optional(),
});

/** What an operation takes in its address. */
export const Parameters = z.looseObject({
  parameters: z
    .array(z.looseObject({ in: z.string(), name: z.string(), required: z.boolean().optional(), schema: Schema }))
    .optional(),
});

/** The query an operation insists on, as it stands in an address: "?from=2027-01-01", or nothing. */
export function querySample(operation: unknown): string {
  const wanted = (Parameters.parse(operation).parameters ?? []).filter((one) => one.in === "query" && one.required);
  const pairs = wanted.map(({ name, schema }) => `${name}=${encodeURIComponent(String(sample(schema)))}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

/** What an operation takes behind its address that may be an id. */
export const idsInQuery = (operation: unknown): string[] =>
  (Parameters.parse(operation).parameters ?? [])
    .filter((one) => one.in === "query" && idPaths(one.schema).length > 0)
    .map(({ name }) => name);

/** The schema of an operation's JSON body, undefined where it takes none. */
export function bodySchema(operation: unknown): Schema | undefined {
  return Json.parse(operation).requestBody?.content["application/json"]?.schema;
}

/** The smallest value a schema takes. */
export function sample(schema: Schema): unknown {
  const { anyOf, oneOf, enum: values, type } = schema;
  if (values) return values[0];
  if (schema.const !== undefined) return schema.const;
  const [first] = anyOf ?? oneOf ?? [];
  if (first) return sample(first);
  switch (Array.isArray(type) ? type[0] : type) {
    case "object":
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [key, sample(schema.properties?.[key] ?? { type: "string" })]),
      );
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}));
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return true;
    default:
      return text(schema);
  }
}

function text({ format, pattern = "", minLength = 1 }: Schema): string {
  if (format === "uuid") return randomUUID();
  if (format === "date") return "2027-01-01";
  if (format === "date-time") return "2027-01-01T08:00:00Z";
  // The clock on the wall, with and without its day.
  if (pattern.includes("T([01]")) return "2027-01-04T08:00";
  if (pattern.startsWith("^([01]")) return "08:00";
  const digits = /^\^\\d\{(\d+)/.exec(pattern)?.[1];
  return digits === undefined ? "a".repeat(minLength) : "1".repeat(Number(digits));
}

/** Paths to every string inside a body, as lists of keys. */
export function textPaths(schema: Schema, path: readonly string[] = []): string[][] {
  if (schema.type === "string") return [[...path]];
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => textPaths(inner, [...path, key]));
}

/** A copy of `body` with another value at `path`. */
export function withValue(body: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  return { ...Object(body), [key]: withValue(Reflect.get(Object(body), key), rest, value) };
}

/** Paths to every id inside a body; "[]" stands for a list's only item. */
export function idPaths(schema: Schema, path: readonly string[] = []): string[][] {
  const inside = [
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one) => idPaths(one, path)),
    ...(schema.items ? idPaths(schema.items, [...path, "[]"]) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => idPaths(inner, [...path, key])),
  ];
  return schema.format === "uuid" ? [[...path], ...inside] : inside;
}

/** The smallest body that names `id` at `path`. */
export function bodyNaming(schema: Schema, path: readonly string[], id: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return id;
  const leads = (one: Schema) => (key === "[]" ? one.items : one.properties?.[key]) !== undefined;
  const here = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].find(leads) ?? {};
  const inner = bodyNaming((key === "[]" ? here.items : here.properties?.[key]) ?? {}, rest, id);
  return key === "[]" ? [inner] : { ...Object(sample(here)), [key]: inner };
}
