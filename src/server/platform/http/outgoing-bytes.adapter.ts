import { minute } from "../instant.ts";
import { Problem } from "../problem.ts";
import { type Share, Shares, withinBusiness } from "./shares.ts";

/** Who takes a file: a visitor of the customer page, or a member. */
export type Receiver = { readonly tenantId: string } & (
  | { readonly address: string; readonly session: string }
  | { readonly memberId: string; readonly role: string }
);

/**
 * How many bytes of files may be in memory on their way out: a file is opened whole, and lies here until the last byte
 * was taken. Visitors, guests and staff have a budget each, so that nobody locks out the office, and one business has a
 * part of it; of that one visitor and one address have a share (three films, and a household), and so have one guest and
 * one of the staff.
 */
const shares = {
  visitors: { business: 150_000_000, all: 200_000_000 },
  address: { business: 100_000_000, all: 150_000_000 },
  session: 75_000_000,
  guests: { business: 200_000_000, all: 300_000_000 },
  guest: 100_000_000,
  staff: { business: 500_000_000, all: 750_000_000 },
  member: 250_000_000,
} as const;
/** Their largest files need that long on a slow line. Whoever takes longer only holds the room of others. */
const longestMs = { visitor: 10 * minute, member: 30 * minute } as const;
const outgoing = new Shares();

/** Node's answer, as far as it matters here. */
interface Answer {
  readonly destroyed: boolean;
  once(event: "finish" | "close", run: () => void): unknown;
  destroy(): unknown;
}

function sharesOf(receiver: Receiver): readonly Share[] {
  const { tenantId } = receiver;
  if (!("memberId" in receiver))
    return [
      ...withinBusiness(tenantId, "visitors", shares.visitors),
      ...withinBusiness(tenantId, `address ${receiver.address}`, shares.address),
      [`session ${receiver.session}`, shares.session],
    ];
  const [all, one] = receiver.role === "guest" ? (["guests", "guest"] as const) : (["staff", "member"] as const);
  return [...withinBusiness(tenantId, all, shares[all]), [`member ${receiver.memberId}`, shares[one]]];
}

/**
 * Takes room for a file until its answer has left. To be asked before the file is read.
 * @throws Problem busy when the share is used up
 */
export function holdOutgoing(
  raw: Answer,
  receiver: Receiver,
  bytes: number,
  mostMs = longestMs["memberId" in receiver ? "member" : "visitor"],
): void {
  const list = sharesOf(receiver);
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

/** Takes room for a file of so many bytes before it is read. */
export type Hold = (bytes: number) => void;

/** For what a member asked for. */
export const holdFor =
  (raw: Answer, caller: Receiver): Hold =>
  (bytes) =>
    holdOutgoing(raw, caller, bytes);
