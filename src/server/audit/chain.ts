/**
 * The chain over the audit entries of a business: link(n) = HMAC-SHA256(key, n | link(n - 1) in hex | entry n), where
 * an entry is each of its columns as PostgreSQL writes it, with its length before it. docs/audit-chain.md.
 */
export interface EntryText {
  readonly tenant_id: string;
  readonly audit_id: string;
  /** Microseconds since 1970. */
  readonly at: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly verb: string;
  readonly subject_kind: string;
  readonly subject_id: string | null;
  readonly details: string;
}

/** What the key is applied to. Lengths keep neighbours apart: "ab" + "c" is not "a" + "bc". */
export function linkText(seq: number, before: string, entry: EntryText): string {
  const columns = [
    entry.tenant_id,
    entry.audit_id,
    entry.at,
    entry.actor_kind,
    entry.actor_id,
    entry.verb,
    entry.subject_kind,
    entry.subject_id,
    entry.details,
  ];
  return `${seq}|${before}|${columns.map((text) => (text === null ? "-" : `${text.length}:${text}`)).join(",")}`;
}

/** Where the chain stood on a day. */
export interface Checkpoint {
  readonly day: string;
  readonly seq: number;
  readonly link: string;
  readonly seal: string;
}

export function checkpointText(checkpoint: Omit<Checkpoint, "seal">): string {
  return `${checkpoint.day}|${checkpoint.seq}|${checkpoint.link}`;
}

/** Where a chain begins whose oldest entries are over. */
export function startText({ seq, link }: { readonly seq: number; readonly link: string }): string {
  return `${seq}|${link}`;
}

/** What is wrong with a chain, and where. */
export interface Finding {
  readonly kind: "changed" | "removed" | "inserted" | "checkpoint" | "head";
  readonly seq: number | null;
  readonly auditId: string | null;
  readonly sentence: string;
}

/** A restore the chain tells of. Behind `head` it went on from the archive; what had come after is not here any more. */
export interface Restore {
  readonly at: string;
  readonly backupMadeAt: string;
  readonly head: number;
  /** Checkpoints from before that still fit what is here. */
  readonly fitting: number;
  /** Checkpoints of what was lost: genuine by their seal, but nothing is left to compare them with. */
  readonly lost: number;
}

export interface Verification {
  readonly ok: boolean;
  readonly entries: number;
  readonly checkpoints: number;
  readonly restores: readonly Restore[];
  /** At most a hundred. */
  readonly findings: readonly Finding[];
}
