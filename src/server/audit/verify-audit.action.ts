import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadCheckpoints, loadHead, loadLinks, loadLinksAt, loadUnlinked } from "./audit.store.ts";
import {
  type Checkpoint,
  checkpointText,
  type Finding,
  linkText,
  type Restore,
  startText,
  type Verification,
} from "./chain.ts";
import { readCheckpointFile } from "./checkpoint-file.adapter.ts";
import { countBeforeStart, loadStart, type Start } from "./start.store.ts";
import { verifyRestore } from "./verify-restore.action.ts";

const most = 100;
const page = 5_000;

type Head = NonNullable<Awaited<ReturnType<typeof loadHead>>>;

/**
 * Reads the whole chain of a business and says what does not fit: a changed column, a missing or an added entry, an
 * end that was cut off (the checkpoints know better, those in the file outside the database too).
 */
export async function verifyAudit(deps: Pick<Deps, "db" | "seal" | "config">, tenantId: string): Promise<Verification> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const head = await loadHead(tx);
    const start = await loadStart(tx);
    const beginning = start ? await startFindings(deps, tx, tenantId, start) : [];
    const { entries, restores, seq, link, ...walked } = await walkChain(deps, tx, tenantId, head, start);
    // A literal: a call takes some ten thousand arguments, and somebody may have changed every line.
    const findings = [...beginning, ...walked.findings, ...headFindings(head, seq, link)];
    for (const auditId of await loadUnlinked(tx, most)) findings.push(inserted(auditId));
    const checkpoints = await checkpointFindings(deps, tx, tenantId, start, findings);
    return { ok: findings.length === 0, entries, checkpoints, restores, findings: findings.slice(0, most) };
  });
}

interface Walked {
  readonly entries: number;
  readonly restores: Restore[];
  readonly findings: Finding[];
  /** Number and link of the last one. */
  readonly seq: number;
  readonly link: string;
}

/** Computes every link anew, each over the one before as it stands there. */
async function walkChain(
  deps: Pick<Deps, "seal" | "config">,
  tx: Tx,
  tenantId: string,
  head: Head | undefined,
  start: Start | undefined,
): Promise<Walked> {
  const findings: Finding[] = [];
  const restores: Restore[] = [];
  const begin = start?.seq ?? 0;
  let [entries, seq, link] = [0, begin, start?.link ?? ""];
  for await (const row of linksUpTo(tx, tenantId, begin, head?.seq)) {
    if (row.seq > seq + 1) findings.push(missing(seq + 1, row.seq - 1));
    if (row.audit_id === null) findings.push(missing(row.seq, row.seq));
    else if (deps.seal.proof(tenantId, "audit-link", linkText(row.seq, link, row)).toString("hex") !== row.link)
      findings.push(changed(row.seq, row.audit_id));
    else if (row.verb === "restore") {
      const told = await verifyRestore(deps, tx, tenantId, row, begin);
      if (told) restores.push(told.restore);
      findings.push(...(told?.findings ?? []));
    }
    entries += row.audit_id === null ? 0 : 1;
    [seq, link] = [row.seq, row.link];
  }
  return { entries, restores, findings, seq, link };
}

/** In order, a page at a time. What stands behind the head belongs to no chain. */
async function* linksUpTo(tx: Tx, tenantId: string, after: number, last = Number.POSITIVE_INFINITY) {
  for (let [from, more] = [after, true]; more; ) {
    const rows = await loadLinks(tx, tenantId, from, page);
    for (const row of rows) {
      if (row.seq > last) return;
      yield row;
      from = row.seq;
    }
    more = rows.length === page && from < last;
  }
}

async function startFindings(deps: Pick<Deps, "seal">, tx: Tx, tenantId: string, start: Start): Promise<Finding[]> {
  const own = deps.seal.proof(tenantId, "audit-start", startText(start)).toString("hex") === start.seal;
  const before = await countBeforeStart(tx, start.seq);
  const sentence = own ? "Vor dem Anfang der Kette stehen Einträge." : "Der Anfang der Kette wurde verändert.";
  return own && before === 0 ? [] : [{ kind: own ? "inserted" : "head", seq: start.seq, auditId: null, sentence }];
}

function headFindings(head: Head | undefined, seq: number, link: string): Finding[] {
  if (head === undefined) return seq === 0 ? [] : [wrongHead()];
  if (head.seq > seq) return [missing(seq + 1, head.seq)];
  return head.link === link ? [] : [wrongHead()];
}

/** @returns how many days are held on to */
async function checkpointFindings(
  deps: Pick<Deps, "seal" | "config">,
  tx: Tx,
  tenantId: string,
  start: Start | undefined,
  findings: Finding[],
): Promise<number> {
  const stored = await loadCheckpoints(tx);
  const { checkpoints: filed, damaged } = readCheckpointFile(deps.config.dataDir, tenantId);
  const all = [...stored, ...filed];
  const links = await loadLinksAt(tx, [...new Set(all.map((one) => one.seq))]);
  const begin = start?.seq ?? 0;
  if (start) links.set(begin, start.link);
  const days = new Set<string>();
  for (const one of all) {
    const own = deps.seal.proof(tenantId, "audit-checkpoint", checkpointText(one)).toString("hex") === one.seal;
    if (!own) findings.push(checkpoint(one, "wurde verändert"));
    else if (one.seq < begin) continue;
    else if (!links.has(one.seq))
      findings.push(checkpoint(one, `nennt Eintrag ${one.seq}, und den gibt es nicht mehr`));
    else if (links.get(one.seq) !== one.link) findings.push(checkpoint(one, `passt nicht zu Eintrag ${one.seq}`));
    days.add(one.day);
  }
  const known = new Set(stored.map((one) => one.day));
  for (const one of filed)
    if (one.seq > begin && !known.has(one.day)) findings.push(checkpoint(one, "fehlt in der Datenbank"));
  for (let i = 0; i < damaged; i += 1)
    findings.push({
      kind: "checkpoint",
      seq: null,
      auditId: null,
      sentence: "Eine Zeile der Datei mit den Tagesabschlüssen ist beschädigt.",
    });
  return days.size;
}

function missing(from: number, to: number): Finding {
  const sentence = from === to ? `Eintrag ${from} fehlt.` : `Die Einträge ${from} bis ${to} fehlen.`;
  return { kind: "removed", seq: from, auditId: null, sentence };
}

function changed(seq: number, auditId: string): Finding {
  return { kind: "changed", seq, auditId, sentence: `Eintrag ${seq} wurde verändert.` };
}

function inserted(auditId: string): Finding {
  return {
    kind: "inserted",
    seq: null,
    auditId,
    sentence: "Ein Eintrag steht nicht in der Kette: Er wurde eingefügt.",
  };
}

function wrongHead(): Finding {
  return { kind: "head", seq: null, auditId: null, sentence: "Das Ende der Kette wurde verändert." };
}

function checkpoint(one: Checkpoint, what: string): Finding {
  return { kind: "checkpoint", seq: one.seq, auditId: null, sentence: `Der Tagesabschluss vom ${one.day} ${what}.` };
}
