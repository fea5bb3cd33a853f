// What the answer of the Impressum page means. Pure: the check fetched it, this decides.
import type { BusinessFields, ImprintFields, ImprintStatus } from "../../contract/setup.ts";
import { applicableImprint } from "./applicable-imprint.ts";
import { outdatedWording } from "./outdated-wording.ts";
import { peopleIn } from "./people.ts";
import { staysAtHome } from "./speaking-link.ts";

export interface PageAnswer {
  readonly url: string;
  readonly finalUrl: string;
  readonly httpStatus: number;
  readonly text: string;
}

export interface CheckResult {
  readonly result: "ok" | "moved" | "not_found" | "wall" | "no_name" | "no_imprint" | "lacks" | "outdated";
  readonly status: ImprintStatus;
  /** What the law asks for and the page does not say, by field. */
  readonly lacks: readonly string[];
}

const found = (result: CheckResult["result"], status: ImprintStatus, lacks: readonly string[] = []): CheckResult => ({
  result,
  status,
  lacks,
});

/**
 * IM-1, IM-2: the page must answer with 200 on its own host, without sign-in or consent wall, call itself Impressum,
 * and say what the business entered here. A wall that hides the text names nothing and fails as well.
 */
export function judgeAnswer(answer: PageAnswer, business: BusinessFields, imprint: ImprintFields): CheckResult {
  if (!staysAtHome(answer.url, answer.finalUrl)) return found("moved", "link_not_speaking");
  if (isWall(answer)) return found("wall", "unreachable");
  if (answer.httpStatus !== 200) return found("not_found", "unreachable");
  const text = plain(answer.text);
  if (!text.includes("impressum") || !isHeaded(answer)) return found("no_imprint", "incomplete");
  if (!text.includes(plain(business.name).trim())) return found("no_name", "incomplete");
  if (outdatedWording(text) !== undefined || /ec\.europa\.eu\/(consumers\/)?odr/i.test(answer.text))
    return found("outdated", "incomplete");
  const lacks = lacking(text, business, imprint);
  return lacks.length > 0 ? found("lacks", "incomplete", lacks) : found("ok", "complete");
}

/** Asks for a password or a sign-in instead of showing the page. */
function isWall({ httpStatus, finalUrl, text }: PageAnswer): boolean {
  if ([401, 403, 407, 451].includes(httpStatus)) return true;
  return /\/(login|signin|sign-in|anmelden|wp-login)\b/i.test(finalUrl) || /<input[^<>]+type=["']?password/i.test(text);
}

/** A link in the footer says "Impressum" on every page; the page itself says so in its address, title or a heading. */
function isHeaded({ finalUrl, text }: PageAnswer): boolean {
  return (
    /\/[^?#]*impressum/i.test(finalUrl.replace(/^https?:\/\/[^/]+/, "")) ||
    /<(title|h[1-4])\b[^<>]*>[^<]*impressum/i.test(text)
  );
}

/** Entries that stand on a page in one form only; mail addresses are often written around robots and not compared. */
function lacking(text: string, business: BusinessFields, stored: ImprintFields): string[] {
  const imprint = applicableImprint(business, stored);
  const wanted: readonly (readonly [field: string, value: string])[] = [
    ["street", business.street],
    ["postcode", business.postcode],
    ["city", business.city],
    ["registerNumber", imprint.registerNumber],
    ["vatId", imprint.vatId !== "" ? imprint.vatId : imprint.businessId],
    ...peopleIn(`${imprint.ownerName},${imprint.representatives}`).map((name) => ["people", name] as const),
  ];
  const packed = tight(text);
  const missing = wanted.filter(([, value]) => value !== "" && !packed.includes(tight(plain(value))));
  return [...new Set(missing.map(([field]) => field))];
}

const tight = (text: string): string =>
  text
    .replace(/straße|strasse/g, "str")
    .replace(/str\./g, "str")
    .replace(/[\s.,-]/g, "");

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
  return withoutTags(text)
    .replace(/&\w+;/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, " ")
    .toLowerCase();
}

/**
 * What stands between the tags, and not in a script or style. In one pass: a page of two million "<" would hold a pattern
 * that looks for the end from each of them for hours (V49).
 */
function withoutTags(html: string): string {
  const [before = "", ...tags] = html.split("<");
  const lastEnd = (name: string) => tags.findLastIndex((tag) => tag.slice(0, 7).toLowerCase().startsWith(`/${name}`));
  const ends = new Map(["script", "style"].map((name) => [name, lastEnd(name)]));
  const kept = [before];
  let within: string | undefined;
  for (const [i, tag] of tags.entries()) {
    const [, slash, name = ""] = /^(\/?)(script|style)/i.exec(tag)?.map((part) => part.toLowerCase()) ?? [];
    if (slash === "/" && name === within) within = undefined;
    else if (slash === "" && i < (ends.get(name) ?? 0)) within ??= name;
    if (within === undefined && tag.includes(">")) kept.push(tag.slice(tag.indexOf(">") + 1));
  }
  return kept.join(" ");
}
