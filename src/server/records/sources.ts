// What the records are built from. Nothing is entered for them: all of it is the running configuration or the schema.
import type { BusinessFields, ImprintFields } from "../../contract/setup.ts";
import type { ChannelsAnswer } from "../../contract/setup-channels.ts";
import type { NoticeSettings, ProcessorsAnswer } from "../../contract/setup-papers.ts";
import type { Assessment } from "../impact/impact-hits.ts";
import { applicableImprint } from "../imprint/applicable-imprint.ts";
import { stillDraft } from "../imprint/public-business.ts";
import type { NoticeFields } from "../notices/notice-fields.ts";
import type { Block } from "../platform/documents/document.ts";
import { addressLine } from "../tenants/business-fields.ts";

export interface RecordSources {
  readonly business: BusinessFields;
  readonly imprint: ImprintFields;
  /** Business and Impressum as the public has them; else they are drafts, and the papers say so. */
  readonly isPublic: boolean;
  readonly settings: NoticeSettings;
  readonly register: ProcessorsAnswer;
  readonly accounts: ChannelsAnswer["accounts"];
  /** Per channel that has an account: what the notice says today. */
  readonly notices: readonly NoticeFields[];
  readonly published: readonly {
    readonly channel: string;
    readonly version: number;
    readonly publishedAt: Date;
    readonly change: string;
  }[];
  /** Members by role, and devices by state. */
  readonly members: Readonly<Record<string, number>>;
  readonly devices: Readonly<Record<string, number>>;
  readonly contacts: number;
  /** The latest impact assessment the business recorded. */
  readonly assessment: Assessment | undefined;
  readonly tables: readonly SchemaTable[];
  readonly https: boolean;
  readonly called: CalledHosts;
}

/** Hosts the server calls, as `host` or `host:port`; a list is empty and a host `null` where it calls none. */
export interface CalledHosts {
  /** Where the pages of this business come from: the only host they talk to. */
  readonly pages: string;
  readonly database: string | null;
  readonly messages: readonly string[];
  readonly files: readonly string[];
  /** Accounts whose access cannot be read, by name. */
  readonly unread: readonly string[];
  readonly push: readonly { readonly owner: string; readonly host: string; readonly used: boolean }[];
  readonly imprint: string | null;
  readonly mail: string | null;
}

export interface SchemaTable {
  readonly table: string;
  readonly purpose: string;
  readonly retentionClass: string;
  readonly personal: readonly {
    readonly column: string;
    readonly what: string;
    readonly purpose: string;
    readonly retentionClass: string;
  }[];
}

export const heading = (text: string, level: 1 | 2 = 1): Block => ({ kind: "heading", level, text });
export const paragraph = (text: string): Block => ({ kind: "paragraph", text });
export const given = (text: string): string => (text.trim() === "" ? "noch nicht eingetragen" : text);

/** People of the business; a guest works for somebody else. */
export const staffCount = ({ members }: RecordSources): number =>
  Object.entries(members).reduce((sum, [role, count]) => (role === "guest" ? sum : sum + count), 0);

/** Art. 30(1)(a): who is responsible, as in the Impressum. */
export function controller({ business, imprint, isPublic, settings }: RecordSources): Block[] {
  const { ownerName, representatives } = applicableImprint(business, imprint);
  const officer =
    settings.dpoAppointed === null
      ? "noch nicht angegeben"
      : settings.dpoAppointed
        ? given(settings.dpoContact)
        : "nicht bestellt, weil keine Pflicht besteht (§ 38 BDSG)";
  return [
    heading("1 Verantwortlicher"),
    {
      kind: "facts",
      rows: [
        ...(isPublic ? [] : [{ label: "Stand", value: stillDraft }]),
        { label: "Name", value: given(business.name) },
        { label: "Anschrift", value: given(addressLine(business)) },
        { label: "Vertreten durch", value: given(ownerName || representatives) },
        { label: "Telefon", value: given(business.phone) },
        { label: "E-Mail", value: given(business.email) },
        { label: "Datenschutzbeauftragte Person", value: officer },
      ],
    },
  ];
}

/** A class of the schema; some hang on the message they belong to. */
export function classInWords(name: string): string {
  if (/message/.test(name)) return "wie die Nachricht";
  if (/retention_class/.test(name)) return "je Nachricht";
  return name
    .replace(/, emptied after (\d+) days$/, ", nach $1 Tagen geleert")
    .replace(/, emptied (\d+) hours afterwards$/, ", $1 Stunden danach geleert")
    .replace(/, emptied at (\d+)$/, ", mit $1 Jahren geleert");
}
