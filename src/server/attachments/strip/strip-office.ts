import { latin1, startsWith } from "./byte-view.ts";
import { emptyProperties, isProperties, isShownIn, showsOf } from "./office-properties.ts";
import type { Packing } from "./packing.ts";
import { addAll, outcome, type StripOutcome, unsupported } from "./strip-outcome.ts";
import { contentOf, type Member, membersOf, withContent, zipOfMembers } from "./zip-members.ts";

/** What an office file may hold, and what of it may be unpacked. */
const MOST = { members: 10_000, bytes: 200_000_000, words: 16_000_000 };

/**
 * DOCX, XLSX, PPTX, ODT, ODS and ODP: a ZIP of XML and pictures. Who wrote it, for which firm, when and with what goes;
 * so does what pictures, recordings and office files within carry. What the document shows of itself stays, and so
 * do comments and tracked changes with their names: they are content. All other parts stay packed as they are.
 * A signed document is left alone: its signature is worth more. Sources: ISO/IEC 29500-2, OpenDocument 1.3.
 * @param inner for what lies within
 */
export function stripOffice(
  bytes: Uint8Array,
  packing: Packing,
  inner: (bytes: Uint8Array) => StripOutcome,
): StripOutcome {
  const members = membersOf(bytes, MOST.members);
  if (members === undefined || !isOffice(members) || members.some(isSignature)) return unsupported(bytes);
  if (members.reduce((sum, { length }) => sum + length, 0) > MOST.bytes) return unsupported(bytes);
  const removed = new Set<string>();
  let shown: readonly string[] | undefined;
  const kept: Member[] = [];
  for (const member of members) {
    const isXml = isProperties(member.name);
    const content = isXml || isMedia(member.name) ? contentOf(member, packing) : undefined;
    if (content === undefined) {
      if (isXml || isMedia(member.name)) return unsupported(bytes);
      kept.push(member);
      continue;
    }
    shown ??= isXml ? showsOf(wordsOf(members, packing)) : undefined;
    const after = isXml
      ? emptyProperties(member.name, content, shown ?? [], removed)
      : innerOf(content, inner, removed);
    if (after === undefined) return unsupported(bytes);
    kept.push(after === content ? member : withContent(member, after, packing));
  }
  return outcome(bytes, () => zipOfMembers(kept), removed);
}

const isOffice = (members: readonly Member[]): boolean =>
  members.some(({ name }) => name === "[Content_Types].xml") ||
  (members[0]?.name === "mimetype" && startsWith(members[0].packed, "application/vnd.oasis.opendocument."));

const isSignature = ({ name }: Member): boolean =>
  name.startsWith("_xmlsignatures/") || name === "META-INF/documentsignatures.xml";

const isMedia = (name: string): boolean =>
  /[.](jpe?g|jfif|png|webp|gif|hei[cf]|avif|mp[34]|mov|m4a|ogg|webm|pdf|(doc|xls|ppt)[xm]|od[tsp])$|^Pictures\//i.test(
    name,
  );

/** What cannot be looked into stays as it is: a drawing in a letter is no reason to leave its author in it. */
function innerOf(content: Uint8Array, inner: (bytes: Uint8Array) => StripOutcome, removed: Set<string>): Uint8Array {
  const stripped = inner(content);
  addAll(removed, stripped.removedTags);
  return stripped.kind === "stripped" ? stripped.bytes : content;
}

/** Everything a reader sees, as far as it can say of itself who wrote it. */
function wordsOf(members: readonly Member[], packing: Packing): string {
  let [words, left] = ["", MOST.words];
  for (const member of members) {
    if (!isShownIn(member.name)) continue;
    left -= member.length;
    // A book of sixteen million signs hardly says who wrote it by a field.
    if (left < 0) break;
    const content = contentOf(member, packing);
    if (content !== undefined) words += latin1(content, 0, content.length);
  }
  return words;
}
