// The facts the policy may know about an action. A fact that is absent is unknown, and unknown is never "fulfilled".
import { z } from "zod";
import { isRecord } from "../../contract/named-in.ts";
import { channels } from "./channel-names.ts";
import { extraShape, forbidding, forms } from "./extra-facts.ts";
import type { Limits } from "./limits.ts";
import { nearestName } from "./nearest-name.ts";

export const actions = [
  "send",
  "send_media",
  "send_email",
  "activate_channel",
  "enable_internal",
  "open_inbox",
  "enrol_device",
  "save_contact",
  "sync_contacts",
  "import_addressbook",
  "create_group",
  "add_to_group",
  "record_consent",
  "store_media",
  "publish_media",
  "save_to_order",
  "accept_order",
  "delete",
  "erase_all",
  "deliver_export",
  "close_incident",
  "change_iban",
  "write_terminal_storage",
] as const;
export type Action = (typeof actions)[number];

const consentStates = ["none", "asked", "ambiguous", "refused", "granted", "withdrawn", "expired"] as const;

const messageClasses = [
  "transactional",
  "service_info",
  "advertising",
  "consent_request",
  "auto_reply",
  "internal",
  "shift_notice",
  "invoice",
  "safety",
  "none",
] as const;

const count = z.number().int().nonnegative();

/** What most rules read, one entry per fact. Consent, notice and counts are per identity and channel. */
const coreShape = {
  channel: z.enum(channels),
  initiatedBy: z.enum(["customer", "business", "none"]),
  inboundCount: count,
  optInDocumented: z.boolean(),
  noticeStatus: z.enum(["none", "queued", "sent", "delivered", "failed", "outdated_editorial", "outdated_material"]),
  consentAds: z.enum(consentStates),
  consentIdleMonths: z.number().nonnegative().nullable(),
  messageClass: z.enum(messageClasses),
  promoContent: z.boolean(),
  hasTransactionalCore: z.boolean(),
  deviceType: z.enum(["business_managed", "business_registered", "private", "lost", "unknown", "server"]),
  recipientIsEmployee: z.boolean(),
  employeeRelation: z.enum(["none", "staff", "customer"]),
  recipientAge: z.enum(["adult", "minor", "unknown"]),
  recipientType: z.enum(["consumer", "business"]),
  windowAgeHours: z.number().nonnegative().nullable(),
  templateCategory: z.enum(["utility", "marketing", "authentication"]).nullable(),
  avvStatus: z.enum(["complete", "gaps_accepted", "gaps_open", "missing", "review_overdue", "not_required"]),
  transferMechanism: z.enum(["none_needed", "dpf", "scc", "missing"]),
  dpfValid: z.boolean(),
  impressumStatus: z.enum(["complete", "incomplete", "link_not_speaking", "unreachable", "missing"]),
  recipients: count,
  optOutHint: z.boolean(),
};

const coreSchema = z.object(coreShape).partial();
const extraSchema = z.object(extraShape).partial();

export type ExtraFacts = z.infer<typeof extraSchema>;
/** `limits` come from the business's own store, never from a caller: `parseFacts` does not read them. */
export type Facts = z.infer<typeof coreSchema> & { readonly extra: ExtraFacts; readonly limits?: Limits };
/** A name a rule may cite as evidence: a core fact, or `extra.` and one of the extra facts. */
export type FactName = keyof typeof coreShape | `extra.${keyof typeof extraShape}`;

/**
 * Reads facts from anything, never throwing. A missing, odd or unknown value becomes "not known"; each one that was
 * given but not understood is named in `problems`, one German sentence each, without repeating what it said. `hides` is
 * true when one of them could have forbidden what the rest permits.
 */
export function parseFacts(input: unknown): { facts: Facts; problems: string[]; hides: boolean } {
  if (!isRecord(input))
    return { facts: { extra: {} }, problems: ["Unter „given“ steht kein Objekt mit Fakten."], hides: false };
  const { extra: rawExtra, ...rawCore } = input;
  const problems = new Map<string, string>();
  const core = readKnown(coreSchema, coreShape, rawCore, "", problems);
  let extra: ExtraFacts = {};
  if (isRecord(rawExtra)) extra = readKnown(extraSchema, extraShape, withoutNull(rawExtra), "extra.", problems);
  else if (rawExtra !== undefined && rawExtra !== null) problems.set("extra", "Die Angabe „extra“ ist kein Objekt.");
  const hides = [...problems.keys()].some((name) => name === "extra" || forbidding.has(name));
  return { facts: { ...core, extra }, problems: [...problems.values()], hides };
}

/** Reads an action's name; `reply` is the catalogue's other word for `send`. */
export function parseAction(input: unknown): Action | undefined {
  if (input === "reply") return "send";
  return actions.find((action) => action === input);
}

function readKnown<T extends object>(
  schema: z.ZodType<T>,
  shape: object,
  raw: Record<string, unknown>,
  prefix: string,
  problems: Map<string, string>,
): T | Record<string, never> {
  const known: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined) continue;
    if (Object.hasOwn(shape, name)) known[name] = value;
    else passOver(`${prefix}${name}`, problems);
  }
  const first = schema.safeParse(known);
  if (first.success) return first.data;
  for (const issue of first.error.issues) {
    const name = String(issue.path[0]);
    if (!(name in known)) continue;
    delete known[name];
    problems.set(
      `${prefix}${name}`,
      `Der Wert von „${prefix}${name}“ ist unbekannt und gilt als nicht erfüllt; gebraucht wird ${wanted(name, issue)}.`,
    );
  }
  const second = schema.safeParse(known);
  return second.success ? second.data : {};
}

const factNames = [...Object.keys(coreShape), ...Object.keys(extraShape).map((name) => `extra.${name}`)];

/** A fact nobody knows may be a slip of the pen: whoever wrote it believes that it counted. */
function passOver(written: string, problems: Map<string, string>): void {
  const meant = nearestName(written, factNames);
  problems.set(
    forbidding.has(meant ?? "") ? `${meant}` : `?${written}`,
    `Den Fakt „${printable(written)}“ kennt das Regelwerk nicht${meant ? `; gemeint ist vielleicht „${meant}“` : ""}.`,
  );
}

/** What stands there when it is right. */
function wanted(name: string, issue: z.core.$ZodIssue): string {
  const form = forms.get(name);
  if (form !== undefined) return form;
  if (issue.code === "invalid_value") return `eines von ${issue.values.join(", ")}`;
  if (issue.code !== "invalid_type") return "eine Zahl ab 0";
  return wantedTypes.get(issue.expected) ?? "eine Zahl ab 0";
}

const wantedTypes: ReadonlyMap<string, string> = new Map([
  ["boolean", "true oder false"],
  ["array", "eine Liste"],
  ["string", "ein Text"],
  ["int", "eine ganze Zahl ab 0"],
]);

const withoutNull = (raw: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));

/** Names come from outside: keep them short and plain before they are shown or logged. */
const printable = (name: string): string => name.replace(/[^\w.-]/g, "?").slice(0, 40);
