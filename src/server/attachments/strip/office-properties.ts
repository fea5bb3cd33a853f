import { ascii, latin1 } from "./byte-view.ts";

/** A property of an office file, and the names by which a document shows it: a field, or a bound place in its text. */
type Properties = ReadonlyMap<string, readonly string[]>;

const core: Properties = new Map([
  ["creator", ["AUTHOR", "creator"]],
  ["lastModifiedBy", ["LASTSAVEDBY", "lastModifiedBy"]],
  ["created", ["CREATEDATE", "CreateTime", "created"]],
  ["modified", ["SAVEDATE", "LastSavedTime", "modified"]],
  ["lastPrinted", ["PRINTDATE", "lastPrinted"]],
  ["revision", ["REVNUM", "RevisionNumber", "revision"]],
]);
const app: Properties = new Map([
  ["Company", ["Company"]],
  ["Manager", ["Manager"]],
  ["Application", ["NameofApplication"]],
  ["AppVersion", []],
  ["Template", ["TEMPLATE"]],
  ["TotalTime", ["EDITTIME", "TotalEditingTime", "TotalTime"]],
  ["HyperlinkBase", ["HyperlinkBase"]],
]);
const custom: Properties = new Map([["property", ["DOCPROPERTY", "custom-properties"]]]);
const open: Properties = new Map([
  ["initial-creator", ["text:initial-creator"]],
  ["creator", ["text:creator"]],
  ["creation-date", ["text:creation-date", "text:creation-time"]],
  ["date", ["text:modification-date", "text:modification-time"]],
  ["printed-by", ["text:printed-by"]],
  ["print-date", ["text:print-date", "text:print-time"]],
  ["generator", []],
  ["editing-cycles", ["text:editing-cycles"]],
  ["editing-duration", ["text:editing-duration"]],
  ["template", ["text:template-name"]],
  ["user-defined", ["text:user-defined"]],
]);

function propertiesOf(name: string): Properties | undefined {
  // Programs on .NET give the part a name of their own.
  if (name === "docProps/core.xml" || name.endsWith(".psmdcp")) return core;
  if (name === "docProps/app.xml") return app;
  if (name === "docProps/custom.xml") return custom;
  return /(^|\/)meta[.]xml$/.test(name) ? open : undefined;
}

/** Also where a table keeps the folder it lay in, and a letter the printer. */
const attributes: ReadonlyMap<string, { readonly tag: string; readonly value: RegExp }> = new Map([
  ["xl/workbook.xml", { tag: "absPath", value: /(<\w+:absPath\s[^>]{0,400}?\burl=")[^"]+/g }],
  [
    "settings.xml",
    { tag: "Printer", value: /(<config:config-item config:name="Printer(?:Name|Setup)"[^>]{0,200}[^>/]>)[^<]+/g },
  ],
]);

export const isProperties = (name: string): boolean => propertiesOf(name) !== undefined || attributes.has(name);

export const isShownIn = (name: string): boolean =>
  /^word\/[^/]+[.]xml$|^(?:.+\/)?(?:content|styles)[.]xml$/.test(name);

/** A table of contents of a large workbook has some hundred kilobytes; a part of more is made to cost work. */
const MOST_XML = 4_000_000;

/**
 * Takes out of a part what says who wrote the document, for whom, when and with what.
 * @param shown what the document shows of itself (`showsOf`): it stays, or a letter would lose the name or the date in its head
 * @returns the same bytes when nothing was there; undefined when it is not the XML it should be
 */
export function emptyProperties(
  name: string,
  bytes: Uint8Array,
  shown: readonly string[],
  removed: Set<string>,
): Uint8Array | undefined {
  const xml = bytes.length > MOST_XML ? undefined : readXml(bytes);
  if (xml === undefined) return undefined;
  const attribute = attributes.get(name);
  let after = attribute ? xml.replace(attribute.value, "$1") : xml;
  if (attribute && after !== xml) removed.add(`Office:${attribute.tag}`);
  for (const [property, shownAs] of propertiesOf(name) ?? []) {
    const without = withoutElements(after, property);
    if (without === undefined) return undefined;
    if (without === after || isShown(shownAs, shown)) continue;
    after = without;
    removed.add(`Office:${property}`);
  }
  return after === xml ? bytes : ascii(after);
}

/** Undefined where one is not closed: that is no XML. Each sign is looked at once, however many of them begin (V49). */
function withoutElements(xml: string, name: string): string | undefined {
  const opening = new RegExp(`<((?:[\\w-]+:)?${name})(?=[\\s/>])`, "g");
  let [kept, at] = ["", 0];
  for (let found = opening.exec(xml); found !== null; found = opening.exec(xml)) {
    const end = endOfElement(xml, found[1] ?? "", opening.lastIndex);
    if (end === undefined) return undefined;
    kept += xml.slice(at, found.index);
    at = end;
    opening.lastIndex = end;
  }
  return kept + xml.slice(at);
}

function endOfElement(xml: string, tag: string, from: number): number | undefined {
  const end = xml.indexOf(">", from) + 1;
  if (end === 0) return undefined;
  if (xml[end - 2] === "/") return end;
  for (let at = xml.indexOf(`</${tag}`, end); at !== -1; at = xml.indexOf(`</${tag}`, at + 1)) {
    const close = /^\s{0,20}>/.exec(xml.slice(at + 2 + tag.length, at + 23 + tag.length));
    if (close !== null) return at + 2 + tag.length + close[0].length;
  }
  return undefined;
}

/**
 * What a text shows of the document's own description: the instruction of each field, the path of each bound place, and
 * the tags of an ODF field. Each sign is looked at once, or a few hundred times at most (V49).
 */
export function showsOf(words: string): readonly string[] {
  const found = words.matchAll(
    /instr(?:Text[^>]{0,100}>|=")([^<"]{0,400}(?:"[^<]{0,100})?)|xpath="([^"]{0,1000})|xmlns:\w{1,40}='([^']{0,1000})|(<text:[a-z-]{1,40})/g,
  );
  const shown = new Set<string>();
  for (const [, field, path, space, tag] of found) {
    if (field !== undefined) shown.add(`field ${field}`);
    if (path !== undefined) shown.add(`path ${path}`);
    if (space !== undefined) shown.add(`space ${space}`);
    if (tag !== undefined) shown.add(tag);
  }
  return [...shown];
}

/** A field is called by its name, a bound place by the path to it. */
function isShown(names: readonly string[], shown: readonly string[]): boolean {
  return names.some((name) => {
    if (name.startsWith("text:")) return shown.includes(`<${name}`);
    const here = new RegExp(`^field [^"]*(?:"|&quot;|\\b)${name}\\b|^path .*:${name}\\b|^space .*${name}$`, "is");
    return shown.some((one) => here.test(one));
  });
}

/** Byte for byte: all that is looked for is ASCII. In UTF-16 it could not be found. */
function readXml(bytes: Uint8Array): string | undefined {
  const xml = latin1(bytes, 0, bytes.length);
  return /^(?:\xef\xbb\xbf)?\s*<[^\0]*$/.test(xml) ? xml : undefined;
}
