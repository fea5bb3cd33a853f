import { ByteShares, type Share } from "./byte-shares.ts";
import { minute } from "./instant.ts";
import { Problem } from "./problem.ts";

/**
 * How many bytes of files may be in memory on their way out to visitors: a file is opened whole, and lies here until
 * the last byte was taken. One visitor and one address have a share of it: three films, and a household.
 */
const shares = { visitors: 150_000_000, address: 100_000_000, session: 75_000_000 } as const;
/** 25 MB need that long on a slow line. Whoever takes longer only holds the room of others. */
const longestMs = 10 * minute;
const outgoing = new ByteShares();

/** Node's answer, as far as it matters here. */
interface Answer {
  readonly destroyed: boolean;
  once(event: "finish" | "close", run: () => void): unknown;
  destroy(): unknown;
}

/**
 * Takes room for a file until its answer has left. To be asked before the file is read.
 * @throws Problem busy when the share is used up
 */
export function holdOutgoing(
  raw: Answer,
  visitor: { readonly address: string; readonly session: string },
  bytes: number,
  mostMs = longestMs,
): void {
  const list: readonly Share[] = [
    ["visitors", shares.visitors],
    [`address ${visitor.address}`, shares.address],
    [`session ${visitor.session}`, shares.session],
  ];
  let held = bytes;
  const letGo = () => {
    outgoing.hold(list, -held);
    held = 0;
  };
  outgoing.hold(list, held);
  // Whoever has left already is told nothing of it, and nothing would let the room go again.
  if (raw.destroyed || outgoing.isOver(list)) {
    letGo();
    throw new Problem("busy", { retryAfterSeconds: 10 });
  }
  const timer = setTimeout(() => raw.destroy(), mostMs);
  timer.unref();
  for (const end of ["finish", "close"] as const)
    raw.once(end, () => {
      clearTimeout(timer);
      letGo();
    });
}
