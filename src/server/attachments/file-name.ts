// Names of files are words of a stranger: shown and offered for download, never part of a path (V36).

const maxLength = 120;
/** Device names Windows reserves, with or without an ending. */
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/**
 * A name that is safe to show and to download. Normalised first, cleaned after: an invisible sign must not put a
 * forbidden one together afterwards. Undefined when nothing is left.
 */
export function safeFileName(given: string | null | undefined): string | undefined {
  if (given === null || given === undefined) return undefined;
  const cleaned = given
    .normalize("NFC")
    // control signs, invisible signs, direction overrides, lone surrogates, private use
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[\\/:*?"<>|%]/g, "_")
    .replace(/\s+/g, " ")
    // Only where a run begins: from each of its signs anew a long one would take for ever (V49).
    .replace(/^[. ]+|(?<![. ])[. ]+$/g, "");
  if (cleaned === "" || /^_+$/.test(cleaned)) return undefined;
  const short = shorten(cleaned);
  return reserved.test(short) ? `Datei ${short}` : short;
}

/** Keeps the ending, because people recognise a file by it. Counts code points, so that no sign is cut in half. */
function shorten(name: string): string {
  const signs = [...name];
  if (signs.length <= maxLength) return name;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? "";
  return (
    signs
      .slice(0, maxLength - ending.length)
      .join("")
      .trimEnd() + ending
  );
}

/** `name` with the ending its content deserves: "bild.php" that is a JPEG becomes "bild.php.jpg". */
export function nameWithEnding(name: string, ending: string | undefined): string {
  if (ending === undefined) return name;
  const same = ending === "jpg" ? /\.jpe?g$/i : new RegExp(`\\.${ending}$`, "i");
  return same.test(name) ? name : `${name}.${ending}`;
}

/** RFC 6266: a plain ASCII name for old clients, RFC 8187 for the rest. */
export function contentDisposition(kind: "inline" | "attachment", name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
