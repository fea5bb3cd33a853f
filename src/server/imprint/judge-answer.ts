// What the answer of the Impressum page means. Pure: the check fetched it, this decides.
import type { ImprintStatus } from "../../contract/setup.ts";
import { staysAtHome } from "./speaking-link.ts";

export interface PageAnswer {
  readonly url: string;
  readonly finalUrl: string;
  readonly httpStatus: number;
  readonly text: string;
}

export interface CheckResult {
  readonly result: "ok" | "moved" | "not_found" | "no_name" | "no_imprint";
  readonly status: ImprintStatus;
}

/**
 * IM-1, IM-2: the page must answer with 200 on its own host, call itself Impressum and name the business.
 * A page behind a consent wall names neither and fails here.
 */
export function judgeAnswer(answer: PageAnswer, businessName: string): CheckResult {
  if (!staysAtHome(answer.url, answer.finalUrl)) return { result: "moved", status: "link_not_speaking" };
  if (answer.httpStatus !== 200) return { result: "not_found", status: "unreachable" };
  const text = plain(answer.text);
  if (!text.includes("impressum")) return { result: "no_imprint", status: "incomplete" };
  if (!text.includes(plain(businessName))) return { result: "no_name", status: "incomplete" };
  return { result: "ok", status: "complete" };
}

const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&nbsp;": " ",
  "&auml;": "ä",
  "&ouml;": "ö",
  "&uuml;": "ü",
  "&szlig;": "ß",
  "&Auml;": "ä",
  "&Ouml;": "ö",
  "&Uuml;": "ü",
};

/** Readable text in lower case: tags and double spaces gone, the usual German entities read. */
function plain(text: string): string {
  return text
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&\w+;/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, " ")
    .toLowerCase();
}
