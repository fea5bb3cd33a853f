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

/**
 * Takes out of a part what says who wrote the document, for whom, when and with what.
 * @param words the document itself: what it shows stays, or a letter would lose the name or the date in its head
 * @returns the same bytes when nothing was there; undefined when it is not the XML it should be
 */
export function emptyProperties(
  name: string,
  bytes: Uint8Array,
  words: string,
  removed: Set<string>,
): Uint8Array | undefined {
  const xml = readXml(bytes);
  if (xml === undefined) return undefined;
  const attribute = attributes.get(name);
  let after = attribute ? xml.replace(attribute.value, "$1") : xml;
  if (attribute && after !== xml) removed.add(`Office:${attribute.tag}`);
  for (const [property, shownAs] of propertiesOf(name) ?? []) {
    const without = after.replace(elementOf(property), "");
    if (without === after || isShown(shownAs, words)) continue;
    after = without;
    removed.add(`Office:${property}`);
  }
  return after === xml ? bytes : ascii(after);
}

const elementOf = (name: string): RegExp =>
  new RegExp(`<((?:[\\w-]+:)?${name})(?:\\s[^>]*)?(?:/>|(?<!/)>[\\s\\S]*?</\\1\\s*>)`, "g");

/** A field is called by its name, a bound place by the path to it. */
const isShown = (names: readonly string[], words: string): boolean =>
  names.some((name) =>
    name.startsWith("text:")
      ? words.includes(`<${name}`)
      : new RegExp(
          `instr(?:Text[^>]*>|=")[^<"]*(?:"|&quot;|\\b)${name}\\b|xpath="[^"]*:${name}\\b|xmlns:\\w+='[^']*${name}'`,
          "i",
        ).test(words),
  );

/** Byte for byte: all that is looked for is ASCII. In UTF-16 it could not be found. */
function readXml(bytes: Uint8Array): string | undefined {
  const xml = latin1(bytes, 0, bytes.length);
  return /^(?:\xef\xbb\xbf)?\s*<[^\0]*$/.test(xml) ? xml : undefined;
}
