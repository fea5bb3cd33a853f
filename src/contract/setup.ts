import { z } from "zod";
import { federalStates, legalForms, lineLimit, paragraphLimit } from "./choices.ts";
import { Instant } from "./ids.ts";
import { typedLine, typedText } from "./typed.ts";
import { Words } from "./words.ts";

/** The set-up: everything a business has in order before a channel may open. Texts may be empty; a step is saved as far as it goes. */
export const SetupStep = z.enum(["business", "imprint", "notice", "processors", "metadata", "channels"]);
export type SetupStep = z.infer<typeof SetupStep>;

const line = typedLine(lineLimit).default("");
const paragraph = typedText(paragraphLimit).default("");

type Changed<Shape> = {
  [K in keyof Shape]: Shape[K] extends z.ZodDefault<infer Inner extends z.ZodType> ? z.ZodOptional<Inner> : never;
};

/** What was changed of a step: a field that is left out stays as it is, so that two screens keep what each changed. */
export function changeOf<Shape extends Readonly<Record<string, z.ZodDefault<z.ZodType>>>>(fields: z.ZodObject<Shape>) {
  const entries = Object.entries<z.ZodDefault<z.ZodType>>(fields.shape);
  return z.strictObject(
    Object.fromEntries(entries.map(([name, field]) => [name, field.unwrap().optional()])) as Changed<Shape>,
  );
}

/** `was`: of each field that is named what one began from; if somebody has changed it since, it is a conflict. */
export function withWas<Shape extends z.ZodRawShape>(change: z.ZodObject<Shape, z.core.$strict>) {
  return z.strictObject({ ...change.shape, was: change.optional() });
}

export const LegalForm = z.enum(legalForms);
export type LegalForm = z.infer<typeof LegalForm>;

export const FederalState = z.enum(federalStates);
export type FederalState = z.infer<typeof FederalState>;

/** Step 1. Name, address and ways to reach the business stand here once; Impressum and notice take them from here. */
export const BusinessFields = z.strictObject({
  name: line,
  legalForm: LegalForm.nullable().default(null),
  trade: line,
  street: line,
  postcode: line,
  city: line,
  state: FederalState.nullable().default(null),
  email: line,
  phone: line,
  website: line,
  /** Completes "Wir antworten …": "werktags von 7 bis 16 Uhr". */
  replyTime: line,
  emergencyPhone: line,
  /** More than ten people on 31 December of last year (§ 36 VSBG). */
  moreThanTen: z.boolean().nullable().default(null),
});
export type BusinessFields = z.infer<typeof BusinessFields>;
export const BusinessChange = withWas(changeOf(BusinessFields));
export type BusinessChange = z.infer<typeof BusinessChange>;

/** Does the trade need entry in the Handwerksrolle (annex A of the HwO), is it free (annex B), or no craft at all? */
export const CraftKind = z.enum(["anlage_a", "anlage_b", "none"]);
export type CraftKind = z.infer<typeof CraftKind>;

/** Step 2: what the legal form and the craft owe (§ 5 DDG, § 2 DL-InfoV). `notApplicable` holds the reason per field. */
export const ImprintFields = z.strictObject({
  /** First and last name of the owner (Einzelunternehmen, e.K.). */
  ownerName: line,
  /** Who represents a company or partnership, with first and last names. */
  representatives: line,
  /** GmbH & Co. KG: the general partner company, its court and number. */
  generalPartner: line,
  generalPartnerRegister: line,
  /** AG and eG: who chairs the supervisory board (Aufsichtsrat). Owed on letters. */
  supervisoryChair: line,
  registerCourt: line,
  registerNumber: line,
  capital: line,
  capitalOutstanding: line,
  vatId: line,
  businessId: line,
  craftKind: CraftKind.nullable().default(null),
  chamber: line,
  craftRegister: line,
  supervisoryAuthority: line,
  jobTitle: line,
  jobTitleState: line,
  professionalRules: line,
  insurance: paragraph,
  /** Takes part in dispute resolution before a consumer board (§ 36 VSBG)? */
  disputeBoard: z.enum(["no", "yes"]).nullable().default(null),
  disputeBoardName: line,
  inLiquidation: z.boolean().default(false),
  furtherText: paragraph,
  /** The Impressum on the firm's own site instead of the page we serve. */
  externalLink: line,
  notApplicable: z.record(z.string().max(60), typedLine(lineLimit)).default({}),
});
export type ImprintFields = z.infer<typeof ImprintFields>;
/** A reason that is null goes: the field applies again. */
const imprintChange = changeOf(ImprintFields).extend({
  notApplicable: z.record(z.string().max(60), typedLine(lineLimit).nullable()).optional(),
});
export const ImprintChange = withWas(imprintChange);
export type ImprintChange = z.infer<typeof ImprintChange>;

/** What is wrong with a field, shown beside it; `offer`: what was most likely meant, for one press. */
export const FieldProblem = z.object({ field: z.string(), sentence: Words, offer: z.string().optional() });
export type FieldProblem = z.infer<typeof FieldProblem>;

/** A page in parts, so that server and preview draw the same. Nothing in it is markup. */
export const PageSection = z.object({
  heading: z.string(),
  blocks: z.array(
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("text"), text: z.string() }),
      z.object({ kind: z.literal("list"), items: z.array(z.string()) }),
      z.object({ kind: z.literal("link"), label: z.string(), url: z.string() }),
    ]),
  ),
  /** Set apart by law: the right to object (Art. 21(4)). */
  apart: z.boolean().default(false),
});
export type PageSection = z.infer<typeof PageSection>;

/** Where something is mended: in a step, or with the records of the law pages. */
const MendingPlace = z.enum([...SetupStep.options, "records"]);
export type MendingPlace = z.infer<typeof MendingPlace>;

/** Something that keeps a channel closed: one sentence, and where it is mended. */
export const MissingThing = z.object({ token: z.string(), sentence: Words, step: MendingPlace });
export type MissingThing = z.infer<typeof MissingThing>;

/** GET /api/setup */
export const SetupOverview = z.object({
  businessName: z.string(),
  demo: z.boolean(),
  publicUrl: z.string(),
  steps: z.array(
    /** `begun`: something was entered or decided here; with something open it is marked. */
    z.object({ step: SetupStep, done: z.boolean(), open: z.number().int(), begun: z.boolean() }),
  ),
  /** The first step that is not done; `channels` when all are. */
  next: SetupStep,
  missing: z.array(MissingThing),
  mayEdit: z.boolean(),
  /** Whoever looks and reads no customer (privacy officer) came from the law pages, and goes back there. */
  readsInbox: z.boolean(),
});
export type SetupOverview = z.infer<typeof SetupOverview>;

/** GET /api/setup/business, and PUT with a BusinessChange. */
export const BusinessAnswer = z.object({ fields: BusinessFields, problems: z.array(FieldProblem) });
export type BusinessAnswer = z.infer<typeof BusinessAnswer>;

export const ImprintStatus = z.enum(["complete", "incomplete", "link_not_speaking", "unreachable", "missing"]);
export type ImprintStatus = z.infer<typeof ImprintStatus>;

/** GET /api/setup/imprint, and PUT with an ImprintChange. */
export const ImprintAnswer = z.object({
  fields: ImprintFields,
  problems: z.array(FieldProblem),
  /** Fields this legal form and craft ask for; the form shows these. */
  asked: z.array(z.string()),
  legalForm: LegalForm.nullable(),
  status: ImprintStatus,
  /** The public sees exactly these fields. */
  published: z.boolean(),
  /** The public sees an Impressum: these fields or the last complete ones. */
  isPublic: z.boolean(),
  /** When somebody last looked at the page behind the link; null: not yet. */
  checkedAt: Instant.nullable(),
  link: z.string(),
  /** Where the page of the preview stands; the link may lead to the firm's own site instead. */
  address: z.string(),
  /** One sentence on the link: speaking or why not. */
  linkSentence: Words,
  preview: z.array(PageSection),
});
export type ImprintAnswer = z.infer<typeof ImprintAnswer>;

/** One look at the page behind the Impressum link. GET /api/setup/imprint/checks; POST looks now. */
export const ImprintChecks = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      at: Instant,
      url: z.string(),
      finalUrl: z.string().nullable(),
      httpStatus: z.number().int().nullable(),
      ok: z.boolean(),
      sentence: Words,
      /** SHA-256 of the page as it came, hexadecimal. */
      hash: z.string().nullable(),
      /** The page itself was kept with this look and can be downloaded. */
      kept: z.boolean(),
    }),
  ),
});
export type ImprintChecks = z.infer<typeof ImprintChecks>;
