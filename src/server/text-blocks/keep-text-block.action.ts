import type { ChangeTextBlock, NewTextBlock, TextBlock } from "../../contract/text-blocks.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { dropOnce } from "../presses/drop-once.action.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { can } from "../rights/can.ts";
import {
  countTextBlocks,
  deleteTextBlock,
  isNameTaken,
  loadTextBlock,
  loadTextBlocks,
  lockTextBlocks,
  putTextBlock,
  type TextBlockRow,
} from "./text-block.store.ts";

/** More than anybody reads through. */
const mostBlocks = 200;

const toView = ({ changedAt, ...row }: TextBlockRow): TextBlock => ({ ...row, changedAt: changedAt.toISOString() });

export async function listTextBlocks(tx: Tx): Promise<TextBlock[]> {
  return (await loadTextBlocks(tx)).map(toView);
}

/** The only way to a text block by its id. */
async function accessTextBlock(tx: Tx, caller: Caller, id: string): Promise<TextBlockRow> {
  const row = can(caller, "answer-conversations") ? await loadTextBlock(tx, id) : undefined;
  if (!row) throw new Problem("not-found");
  return row;
}

/** Pressed twice it is one block: the second press finds the first one's, as it is now. */
export async function addTextBlock(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { id: clientId, ...words }: NewTextBlock,
): Promise<TextBlock> {
  await lockTextBlocks(tx, caller.tenantId);
  const id = await pressOnce(deps, tx, caller, "add-text-block", { ...words, clientId }, () =>
    add(deps, tx, caller, { id: clientId, ...words }),
  );
  return toView(await accessTextBlock(tx, caller, id));
}

async function add(deps: Deps, tx: Tx, caller: Caller, block: NewTextBlock): Promise<string> {
  if (await loadTextBlock(tx, block.id)) throw new Problem("conflict");
  if ((await countTextBlocks(tx)) >= mostBlocks)
    throw new Problem("conflict", {
      detail: {
        de: `Mehr als ${mostBlocks} Textbausteine gehen nicht. Lösche zuerst einen.`,
        en: `More than ${mostBlocks} text blocks are not possible. Delete one first.`,
      },
    });
  await put(deps, tx, caller, { ...block, version: 1 });
  return block.id;
}

export async function changeTextBlock(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  id: string,
  { version, ...words }: ChangeTextBlock,
): Promise<TextBlock> {
  await lockTextBlocks(tx, caller.tenantId);
  const row = await accessTextBlock(tx, caller, id);
  // A press whose answer was lost finds its own work: that is no conflict.
  if (row.version !== version && row.name === words.name && row.text === words.text) return toView(row);
  if (row.version !== version)
    throw new Problem("conflict", {
      detail: {
        de: "Inzwischen hat jemand diesen Textbaustein geändert. Lade ihn neu und ändere ihn dann.",
        en: "Somebody has changed this text block in the meantime. Load it again, then change it.",
      },
    });
  return await put(deps, tx, caller, { id, ...words, version: version + 1 });
}

export async function dropTextBlock(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  { tenantId }: Caller,
  id: string,
): Promise<void> {
  // Whoever saves it at this moment finds it gone, instead of bringing it back.
  await lockTextBlocks(tx, tenantId);
  await dropOnce(deps, tx, tenantId, "text-block", id, () => deleteTextBlock(tx, id));
}

async function put(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  block: { id: string; name: string; text: string; version: number },
): Promise<TextBlock> {
  if (await isNameTaken(tx, block.name, block.id))
    throw new Problem("bad-input", {
      fields: {
        name: {
          de: "Einen Textbaustein mit diesem Namen gibt es schon.",
          en: "There is already a text block of this name.",
        },
      },
    });
  const now = deps.clock.now();
  await putTextBlock(tx, caller.tenantId, block, now);
  return { ...block, changedAt: now.toISOString() };
}
