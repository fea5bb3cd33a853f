export type TextPart =
  | { readonly kind: "text"; readonly text: string }
  /** Somebody called by name: "@Tarik". */
  | { readonly kind: "name"; readonly text: string }
  /**
   * `odd`: the host name has letters that can pass for others (IDN), or signs in the text turn the direction of reading,
   * so that an address reads like another one backwards; people should look twice (U50).
   */
  | {
      readonly kind: "link";
      readonly text: string;
      readonly href: string;
      readonly host: string;
      readonly odd: boolean;
    };

const turning = /[\u202a-\u202e\u2066-\u2069]/;

/** Splits a message into text and addresses. Only http and https become links; punctuation at the end stays text. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  const turned = turning.test(text);
  let at = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"]+/gi)) {
    const address = withoutEnd(match[0]);
    const link = readLink(address);
    if (!link) continue;
    if (match.index > at) parts.push({ kind: "text", text: text.slice(at, match.index) });
    parts.push(turned ? { ...link, odd: true } : link);
    at = match.index + address.length;
  }
  if (at < text.length) parts.push({ kind: "text", text: text.slice(at) });
  return parts;
}

/**
 * Sign by sign from the end: a pattern would begin anew at every sign of a long row (V49). A bracket that closes one of
 * the address belongs to it, as in "Kessel_(Heizung)".
 */
function withoutEnd(address: string): string {
  let end = address.length;
  let unopened = address.split(")").length - address.split("(").length;
  while (".,;:!?)]}'»“".includes(address.charAt(end - 1))) {
    if (address.charAt(end - 1) === ")") {
      if (unopened <= 0) break;
      unopened -= 1;
    }
    end -= 1;
  }
  return address.slice(0, end);
}

function readLink(address: string): Extract<TextPart, { readonly kind: "link" }> | undefined {
  // No URL class here: pure files know no browser. The host is what stands between "//" and the next / \ ? # or end.
  const found = /^https?:\/\/([^/\\?#]+)(\\?)/i.exec(address);
  if (!found?.[1]) return undefined;
  const host = found[1].replace(/^.*@/, "").replace(/:\d+$/, "").toLowerCase();
  if (host === "") return undefined;
  const disguised = found[1].includes("@") || found[2] !== "";
  const odd = disguised || /(^|\.)xn--/.test(host) || [...host].some((letter) => letter.charCodeAt(0) > 127);
  return { kind: "link", text: address, href: address, host, odd };
}

/** Finds "@" with one of these names in the plain parts; the longest name wins. */
export function withNames(parts: readonly TextPart[], names: readonly string[]): TextPart[] {
  const called = names.map((name) => `@${name}`).sort((a, b) => b.length - a.length);
  if (called.length === 0) return [...parts];
  return parts.flatMap((part) => (part.kind === "text" ? split(part.text, called) : [part]));
}

function split(text: string, called: readonly string[]): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const name = called.find((one) => text.startsWith(one, at));
    if (name === undefined) continue;
    if (at > from) parts.push({ kind: "text", text: text.slice(from, at) });
    parts.push({ kind: "name", text: name });
    from = at + name.length;
    at = from - 1;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}
