import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { isInternalOpen } from "../team/assert-internal-open.action.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { chapters } from "./counts.ts";
import { exportContacts } from "./export-contacts.action.ts";
import { exportConversation } from "./export-conversation.action.ts";
import { exportOpening } from "./export-opening.action.ts";
import { exportOverview } from "./export-overview.action.ts";
import { exportProject } from "./export-project.action.ts";
import { exportRoom, roomsToExport } from "./export-room.action.ts";
import { exportRoster } from "./export-roster.action.ts";
import { exportTextBlocks } from "./export-text-blocks.action.ts";
import { conversationsAfter, projectsAfter } from "./house-export.store.ts";
import { pagesOf } from "./pages-of.action.ts";
import type { Progress } from "./progress.action.ts";
import { readme } from "./readme.ts";
import type { Walk } from "./walk.ts";
import { type Entry, type Listed, textEntry } from "./zip-stream.adapter.ts";

/** What goes into a part, from where the last one ended until it is full, with the hash of each file at its end. */
export async function* partContents(
  deps: Deps,
  walk: Walk,
  progress: Progress,
  number: number,
  listed: readonly Listed[],
): AsyncGenerator<Entry> {
  yield* chaptersOf(deps, walk, progress);
  if (progress.whole) yield* frame(deps, walk, progress.from, number);
  const about = { teil: number, dateien: listed, fehlt: walk.lost };
  const data = () => `${JSON.stringify(about, undefined, 1)}\n`;
  yield {
    path: `pruefsummen-teil-${number}.json`,
    squeeze: true,
    content: async function* () {
      yield data();
    },
  };
}

async function* chaptersOf(deps: Deps, walk: Walk, progress: Progress): AsyncGenerator<Entry> {
  const { tenantId } = walk.caller;
  const write = { conversations: exportConversation, rooms: exportRoom, projects: exportProject } as const;
  for (const chapter of chapters.slice(chapters.indexOf(progress.chapter))) {
    if (progress.chapter !== chapter) progress.turn(chapter);
    if (chapter === "rest") break;
    const pages =
      chapter === "rooms"
        ? [(await roomsToExport(deps, walk)).filter(({ number }) => number > progress.after)]
        : pagesOf(deps, tenantId, chapter === "projects" ? projectsAfter : conversationsAfter, progress.after);
    for await (const items of pages)
      for (const item of items) {
        yield* unlessGone(write[chapter](deps, walk, item));
        if (await progress.passed(item)) return;
      }
  }
  progress.whole = true;
}

/** Erased or left between listing and reading: then it does not belong into the export either. */
async function* unlessGone(entries: AsyncGenerator<Entry>): AsyncGenerator<Entry> {
  try {
    yield* entries;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "not-found") throw error;
  }
}

/** What stands beside the chapters, in the last part: contacts, roster, text blocks, the overview and the page to read first. */
async function* frame(deps: Deps, walk: Walk, from: Date, parts: number): AsyncGenerator<Entry> {
  const { caller, counts } = walk;
  yield* exportContacts(deps, walk);
  yield* exportRoster(deps, walk);
  yield await exportTextBlocks(deps, walk);
  yield await exportOpening(deps, walk);
  yield await exportOverview(deps, walk);
  const about = await deps.db.withTenant(caller.tenantId, async (tx) => ({
    firm: await loadTenantName(tx, caller.tenantId),
    internalOpen: await isInternalOpen(tx),
  }));
  const until = deps.clock.now();
  yield textEntry("LIESMICH.txt", readme({ ...about, orderedBy: caller.name, from, until, counts, parts }));
}
