import type { ConversationRow } from "../../contract/conversations.ts";
import { germanName } from "../contacts/shown-name.ts";
import { readRow } from "../conversations/read-inbox.action.ts";
import type { Deps } from "../platform/deps.ts";
import { documentTime } from "../platform/documents/document.ts";
import { instant } from "../platform/instant.ts";
import { projectNames } from "../projects/project-names.action.ts";
import { showRoom } from "../rooms/list-rooms.action.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { conversationFolder } from "./export-conversation.action.ts";
import { projectFolder } from "./export-project.action.ts";
import { roomFolder, roomsToExport } from "./export-room.action.ts";
import { conversationsAfter, projectsAfter } from "./house-export.store.ts";
import { foot, head, linkRow, paragraph, section, tableBegins, tableEnds } from "./page.ts";
import { pagesOf } from "./pages-of.action.ts";
import { unlessGone } from "./unless-gone.action.ts";
import type { Item, Walk } from "./walk.ts";
import type { Entry } from "./zip-stream.adapter.ts";

/** The page one opens first: every conversation, room and order with the way to it. */
export async function exportOverview(deps: Deps, walk: Walk): Promise<Entry> {
  const { caller } = walk;
  const firm = await deps.db.withTenant(caller.tenantId, (tx) => loadTenantName(tx, caller.tenantId));
  return {
    path: "Uebersicht.html",
    squeeze: true,
    content: async function* () {
      yield head(`Alle Daten von ${firm}`);
      yield paragraph("Was wo liegt und was fehlt, steht in LIESMICH.txt.");
      yield section("Gespräche") + tableBegins(["Gespräch", "Nummer", "Zuletzt"]);
      yield* conversationRows(deps, walk);
      yield tableEnds + section("Aufträge") + tableBegins(["Auftrag", "Nummer"]);
      yield* projectRows(deps, walk);
      yield tableEnds + section("Team") + tableBegins(["Raum"]);
      for (const { id, number } of await roomsToExport(deps, walk)) {
        const room = await deps.db.withTenant(caller.tenantId, (tx) => showRoom(deps, tx, caller, id, projectNames));
        const name = room.name === "" ? "Betrieb" : room.name;
        yield linkRow(`${roomFolder(number, name)}raum.html`, [name]);
      }
      yield tableEnds + section("Kontakte, Dienstplan, Textbausteine");
      yield tableBegins(["Datei", "Was darin steht"]);
      yield linkRow("kontakte/kontakte.vcf", ["kontakte.vcf", "Kontakte für ein Adressbuch"]);
      yield linkRow("kontakte/kontakte.csv", ["kontakte.csv", "Kontakte als Tabelle"]);
      yield linkRow("kontakte/einwilligungen.csv", ["einwilligungen.csv", "Wer wann wozu ja oder nein gesagt hat"]);
      yield linkRow("dienstplan/dienstplan.ics", ["dienstplan.ics", "Veröffentlichte Schichten"]);
      yield linkRow("dienstplan/termine.ics", ["termine.ics", "Termine bei Kunden"]);
      yield linkRow("textbausteine.csv", ["textbausteine.csv", "Eure Texte für Antworten, mit ihren Lücken"]);
      yield linkRow("oeffnungszeiten.csv", [
        "oeffnungszeiten.csv",
        "Öffnungszeiten und was danach von selbst rausgeht",
      ]);
      yield tableEnds + foot;
    },
  };
}

/** As many as lie in the archive, by their numbers: what came in while it was written has no folder to lead to. */
async function* written(pages: AsyncGenerator<Item[]>, count: number): AsyncGenerator<Item[]> {
  let left = count;
  for await (const items of pages) {
    yield items.slice(0, left);
    left -= items.length;
    if (left <= 0) return;
  }
}

async function* conversationRows(deps: Deps, { caller, counts }: Walk): AsyncGenerator<string> {
  for await (const items of written(pagesOf(deps, caller.tenantId, conversationsAfter), counts.conversations)) {
    const rows = await deps.db.withTenant(caller.tenantId, async (tx) => {
      const found: (ConversationRow | undefined)[] = [];
      for (const { id } of items) found.push(await unlessGone(readRow(deps, tx, caller, id)));
      return found;
    });
    for (const row of rows) {
      if (row === undefined) continue;
      const name = germanName(row.name);
      const last = documentTime(instant(Date.parse(row.lastActivityAt)), "de");
      yield linkRow(`${conversationFolder(row.number, name)}gespraech.html`, [name, String(row.number), last]);
    }
  }
}

async function* projectRows(deps: Deps, { caller, counts }: Walk): AsyncGenerator<string> {
  const { tenantId } = caller;
  for await (const items of written(pagesOf(deps, tenantId, projectsAfter), counts.projects)) {
    const ids = items.map(({ id }) => id);
    const names = await deps.db.withTenant(tenantId, (tx) => projectNames(deps, tx, tenantId, ids));
    for (const { id, number } of items) {
      const name = names.get(id) ?? `Auftrag ${number}`;
      yield linkRow(`${projectFolder(number, name)}auftrag.html`, [name, String(number)]);
    }
  }
}
