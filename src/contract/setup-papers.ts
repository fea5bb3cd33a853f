import { z } from "zod";
import { lineLimit, paragraphLimit } from "./choices.ts";
import { ChannelKind, Instant } from "./ids.ts";
import { press } from "./press.ts";
import { changeOf, FieldProblem, MissingThing, PageSection, withWas } from "./setup.ts";
import { typedLine, typedText } from "./typed.ts";
import { CalendarDay } from "./values.ts";
import { Words } from "./words.ts";

const line = typedLine(lineLimit).default("");
const paragraph = typedText(paragraphLimit).default("");
const day = z.iso.date();

/** The channels a notice, a metadata profile and an account can be for, as far as Werkbote serves them today. */
export const SetupChannel = ChannelKind.extract(["whatsapp", "webchat"]);
export type SetupChannel = z.infer<typeof SetupChannel>;

/** Step 3. What only the owner knows; the rest of the notice follows from the other steps. */
export const NoticeSettings = z.strictObject({
  dpoAppointed: z.boolean().nullable().default(null),
  dpoContact: line,
  /** Will the firm ask for consent to advertising? Then the notice names it (Art. 6(1)(a)). */
  advertising: z.boolean().default(false),
  /** Recipients beside the processors, one a line: tax adviser, sub-contractors. */
  furtherRecipients: paragraph,
});
export type NoticeSettings = z.infer<typeof NoticeSettings>;
export const NoticeSettingsChange = withWas(changeOf(NoticeSettings));
export type NoticeSettingsChange = z.infer<typeof NoticeSettingsChange>;

export const NoticeChange = z.enum(["editorial", "material", "purpose"]);
export type NoticeChange = z.infer<typeof NoticeChange>;

/** GET /api/setup/notice, and PUT with a NoticeSettingsChange. */
export const NoticeAnswer = z.object({
  settings: NoticeSettings,
  problems: z.array(FieldProblem),
  channels: z.array(
    z.object({
      channel: SetupChannel,
      /** Null: never published. */
      version: z.number().int().nullable(),
      publishedAt: Instant.nullable(),
      permanentUrl: z.string().nullable(),
      /** The published text no longer says what is true now. */
      outdated: z.boolean(),
      /** What the outdated text calls for, as far as a program can tell. */
      suggestedChange: NoticeChange,
      /**
       * The template in which the published notice leaves when a first message comes more than a day late; null where
       * the channel needs none.
       */
      lateTemplate: z.object({ body: z.string(), approved: z.boolean() }).nullable(),
      preview: z.object({
        sections: z.array(PageSection),
        shortText: z.string(),
        /** Mandatory fields of Art. 13 that are still empty, as sentences. */
        missing: z.array(MissingThing),
      }),
    }),
  ),
});
export type NoticeAnswer = z.infer<typeof NoticeAnswer>;

/**
 * POST /api/setup/notice/:channel. The first version needs no reason. `after`, the version that stood there (0: none),
 * makes repeating the request harmless.
 */
export const PublishNotice = z.strictObject({
  change: NoticeChange.default("material"),
  reason: line,
  after: z.number().int().min(0).optional(),
});

export const ChecklistState = z.enum(["present", "missing", "unknown"]);
export type ChecklistState = z.infer<typeof ChecklistState>;

export const ChecklistItem = z.strictObject({
  key: z.string().max(40),
  state: ChecklistState,
  /** Where it stands: contract section, page, letter. */
  source: line,
  checkedOn: CalendarDay.nullable().default(null),
});
export type ChecklistItem = z.infer<typeof ChecklistItem>;

const TransferMechanism = z.enum(["none_needed", "adequacy", "dpf", "scc", "missing"]);

/** AV-3: what the register holds on a processor. */
export const ProcessorFields = z.strictObject({
  legalEntity: line,
  country: line,
  service: line,
  roles: paragraph,
  dataCategories: line,
  dataSubjects: line,
  subProcessors: paragraph,
  securityMeasures: line,
  transferMechanism: TransferMechanism.default("missing"),
  dpfCheckedOn: CalendarDay.nullable().default(null),
  sccModule: line,
  transferAssessment: line,
  deletionClause: line,
  incidentContact: line,
});
export type ProcessorFields = z.infer<typeof ProcessorFields>;

export const Agreement = z.strictObject({
  version: line,
  signedOn: CalendarDay.nullable().default(null),
  /** click, paper, mail: Art. 28(9) asks for writing, electronic form included. */
  acceptedHow: line,
  acceptedBy: line,
  /** Where the copy lies; the SHA-256 of the file if there is one. */
  filedAt: line,
  fileHash: z.string().trim().max(64).default(""),
});
export type Agreement = z.infer<typeof Agreement>;

export const AgreementStatus = z.enum([
  "complete",
  "gaps_accepted",
  "gaps_open",
  "missing",
  "review_overdue",
  "not_required",
]);
export type AgreementStatus = z.infer<typeof AgreementStatus>;

/** AV-2: the owner's decision in writing. */
export const GapDecisionInput = z.strictObject({
  reason: typedText(2_000).min(20, "Bitte in einem Satz begründen, mindestens 20 Zeichen."),
  measures: typedText(2_000).min(10, "Welche Maßnahmen mindern das Risiko? Mindestens 10 Zeichen."),
  alternative: typedText(2_000).min(10, "Welcher andere Weg steht Kunden offen? Mindestens 10 Zeichen."),
});
export type GapDecisionInput = z.infer<typeof GapDecisionInput>;
/** POST /api/setup/processors/:id/gap-decision. `was`: the gaps one saw; if there are others by now, it is a conflict. */
export const DecideGaps = GapDecisionInput.extend({ was: z.array(z.string().max(40)).max(30).optional() });
export type DecideGaps = z.infer<typeof DecideGaps>;

export const GapDecision = GapDecisionInput.extend({
  items: z.array(z.string()),
  decidedAt: Instant,
  decidedBy: z.uuid(),
  deciderName: z.string(),
  expiresOn: day,
});
export type GapDecision = z.infer<typeof GapDecision>;

export const SaveProcessor = z.strictObject({
  name: typedLine(120).min(1),
  fields: ProcessorFields,
  checklist: z.array(ChecklistItem).max(30),
  agreement: Agreement.nullable(),
  notRequiredReason: typedText(1_000).nullable(),
});
export type SaveProcessor = z.infer<typeof SaveProcessor>;

const { state, source, checkedOn } = ChecklistItem.shape;
const processorChange = z.strictObject({
  name: SaveProcessor.shape.name.optional(),
  fields: changeOf(ProcessorFields).optional(),
  checklist: z
    .record(
      ChecklistItem.shape.key,
      z.strictObject({
        state: state.optional(),
        source: source.unwrap().optional(),
        checkedOn: checkedOn.unwrap().optional(),
      }),
    )
    .optional(),
  agreement: changeOf(Agreement).nullable().optional(),
  notRequiredReason: SaveProcessor.shape.notRequiredReason.optional(),
});
/** PUT /api/setup/processors/:id: what was changed of a row, items of the checklist by their key. The rest stays. */
export const ChangeProcessor = withWas(processorChange);
export type ChangeProcessor = z.infer<typeof ChangeProcessor>;

/** What a row of the register begins as: prefilled with what is known, open where nobody can know for the business. */
export const ProcessorTemplate = z.enum([
  "whatsapp_meta",
  "hosting",
  "mail_relay",
  "sms_gateway",
  "backup_store",
  "push_service",
  "other",
]);
export type ProcessorTemplate = z.infer<typeof ProcessorTemplate>;

/** The contract as a file; its bytes are sealed, its name is not kept. */
export const ContractFile = z.object({
  id: z.uuid(),
  size: z.number().int(),
  /** SHA-256 of the bytes, hexadecimal. */
  sha256: z.string(),
  uploadedAt: Instant,
});
export type ContractFile = z.infer<typeof ContractFile>;

/** AV-5: a change of sub-processors as the processor announced it. */
const Announced = z.strictObject({
  announcedOn: CalendarDay,
  objectUntil: CalendarDay,
  /** Who joins or leaves; with the country. */
  who: typedLine(300).min(2),
  what: typedText(600).min(2),
});
export const AnnounceChange = Announced.extend(press);
export type AnnounceChange = z.infer<typeof AnnounceChange>;

export const DecideChange = z.strictObject({
  decision: z.enum(["accepted", "objected"]),
  reason: typedText(600).min(5, "Bitte in einem Satz begründen."),
});
export type DecideChange = z.infer<typeof DecideChange>;

export const ProcessorChange = Announced.extend({
  id: z.uuid(),
  decision: z.enum(["open", "accepted", "objected"]),
  reason: z.string(),
  decidedAt: Instant.nullable(),
});
export type ProcessorChange = z.infer<typeof ProcessorChange>;

export const ProcessorView = z.object({
  id: z.uuid(),
  template: ProcessorTemplate,
  name: z.string(),
  channel: SetupChannel.nullable(),
  fields: ProcessorFields,
  checklist: z.array(ChecklistItem.extend({ label: Words, article: Words, help: Words, core: z.boolean() })),
  agreement: Agreement.nullable(),
  gapDecision: GapDecision.nullable(),
  notRequiredReason: z.string().nullable(),
  nextReviewOn: day.nullable(),
  status: AgreementStatus,
  statusSentence: Words,
  /** What nobody has entered yet, in the order of the card. */
  open: z.array(Words),
  files: z.array(ContractFile),
  changes: z.array(ProcessorChange),
  /** False: something no owner may accept is missing; `why` says what. */
  gapsAcceptable: z.object({ ok: z.boolean(), why: Words }),
  /** What a decision would have to cover. */
  gaps: z.array(z.string()),
  /** Nothing is on record here yet: an entry made by mistake can be taken out. */
  removable: z.boolean(),
});
export type ProcessorView = z.infer<typeof ProcessorView>;

export const AddProcessor = z.strictObject({ template: ProcessorTemplate });
export const ReviewProcessor = z.strictObject({ result: typedText(1_000).min(5), ...press });

/** `source` null: nobody has turned the switch; the adequacy decision stands as it was made. */
const TransferSwitch = z.object({
  dpfValid: z.boolean(),
  source: z.string().nullable(),
  changedAt: Instant.nullable(),
});
export const SetTransferSwitch = z.strictObject({ dpfValid: z.boolean(), source: typedText(500).min(5) });

/** GET /api/setup/processors */
export const ProcessorsAnswer = z.object({ processors: z.array(ProcessorView), transfer: TransferSwitch });
export type ProcessorsAnswer = z.infer<typeof ProcessorsAnswer>;

/** Table 3.4: who sees the content and who learns what around it. PUT /api/setup/metadata/:channel confirms it. */
export const MetadataFields = z.strictObject({
  contentVisibleTo: z.array(typedLine(300).min(1)).max(20),
  learns: z.array(z.strictObject({ who: typedLine(200).min(1), what: typedText(600).min(1) })).max(20),
  keptHere: typedText(1_000),
  notKept: typedText(1_000),
  /** WhatsApp reports whether a message was read; thrown away unless the owner decides otherwise (MD-2). */
  readStatusKept: z.boolean().default(false),
});
export type MetadataFields = z.infer<typeof MetadataFields>;

/**
 * What is confirmed goes into the notice, and a line of it that names nobody is none (MD-1). `was`: what was shown; if
 * somebody has changed it since, it is a conflict.
 */
export const SaveMetadata = MetadataFields.extend({
  contentVisibleTo: MetadataFields.shape.contentVisibleTo
    .min(1, "Bitte eintragen, wer den Inhalt sieht; mindestens ihr selbst.")
    .transform((who) => [...new Set(who)]),
  learns: MetadataFields.shape.learns.min(1, "Bitte eintragen, wer etwas erfährt; mindestens euer Server."),
  keptHere: MetadataFields.shape.keptHere.min(1, "Bitte eintragen, was ihr speichert."),
  was: MetadataFields.optional(),
});
export type SaveMetadata = z.infer<typeof SaveMetadata>;

export const MetadataAnswer = z.object({
  profiles: z.array(
    z.object({ channel: SetupChannel, fields: MetadataFields, confirmedAt: Instant.nullable(), changed: z.boolean() }),
  ),
});
export type MetadataAnswer = z.infer<typeof MetadataAnswer>;
