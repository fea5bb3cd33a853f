import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { can } from "../rights/can.ts";
import type { AccessRow } from "./access.store.ts";
import { loadWhoAsked, putMentions } from "./note-mention.store.ts";
import { tellPhones } from "./tell-phones.action.ts";

type Person = Awaited<ReturnType<typeof listPeople>>[number];
const mayRead = (person: Person, { reserved }: Pick<AccessRow, "reserved">): boolean =>
  can(person, reserved ? "read-reserved" : "read-conversations");

/** Who is named in a note must be able to read it. @throws Problem bad-input with the name of whoever is not */
export async function assertMayBeCalled(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  row: Pick<AccessRow, "reserved">,
  memberIds: readonly string[],
): Promise<void> {
  if (memberIds.length === 0) return;
  const people = new Map((await listPeople(deps, tx)).map((one) => [one.id, one]));
  for (const id of memberIds) {
    const person = people.get(id);
    if (!person?.active) throw new Problem("not-found");
    if (!mayRead(person, row))
      throw new Problem("bad-input", {
        detail: {
          de: `${person.name} sieht dieses Gespräch nicht. Frag in einem Raum.`,
          en: `${person.name} does not see this conversation. Ask in a room.`,
        },
      });
  }
}

/**
 * Who asked the writer with "@" and waits for this note: it is for them, also where it is spoken and can name nobody.
 * @returns those of them who can read it
 */
export async function askersOf(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  caller: Caller,
  row: Pick<AccessRow, "reserved">,
  note: { readonly conversationId: string; readonly position: number },
): Promise<string[]> {
  const asked = await loadWhoAsked(tx, caller.memberId, note);
  if (asked.length === 0) return [];
  const people = await listPeople(deps, tx);
  return people.filter((one) => one.active && asked.includes(one.id) && mayRead(one, row)).map(({ id }) => id);
}

/**
 * "@Jörg": tells the phones of those who are named, and leads them to the very note, which stands on their "Heute" until
 * they have read it. Whoever has free time hears of it when their work begins (IN-4 to IN-6).
 */
export async function callColleagues(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  caller: Caller,
  memberIds: readonly string[],
  note: { readonly conversationId: string; readonly messageId: string; readonly position: number },
): Promise<void> {
  const others = [...new Set(memberIds)].filter((id) => id !== caller.memberId);
  if (others.length === 0) return;
  await putMentions(tx, note.messageId, others);
  const subject = `/posteingang/${note.conversationId}?nachricht=${note.position}`;
  await tellPhones(deps, tx, others, { tenantId: caller.tenantId, kind: "mention", subject });
}
