export interface ByteRange {
  readonly from: number;
  /** The last byte that is part of it. */
  readonly to: number;
}

/** The one range of a request (RFC 9110, 14). Several at once are answered with the whole file, which it allows. */
export function readRange(header: string | undefined, length: number): ByteRange | "unsatisfiable" | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  if (!found) return undefined;
  const [, first = "", last = ""] = found;
  if (first === "" && last === "") return undefined;
  const from = first === "" ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === "" || last === "" ? length - 1 : Math.min(Number(last), length - 1);
  if (first === "" && Number(last) === 0) return "unsatisfiable";
  return from > to || from >= length ? "unsatisfiable" : { from, to };
}
