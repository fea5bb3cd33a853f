import { ProjectView } from "../../contract/projects.ts";
import type { ShownName } from "../../contract/words.ts";
import { isKeptFrom } from "../contacts/access-contact.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { partyName, readParty } from "../contacts/read-party.action.ts";
import { unnamedCustomer } from "../contacts/shown-name.ts";
import { readRow } from "../conversations/read-inbox.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { can } from "../rights/can.ts";
import { roomsOfProjects } from "../rooms/project-room.action.ts";
import { loadShownNames } from "../rooms/show-room-messages.action.ts";
import { accessProject, seesCustomer } from "./access-project.action.ts";
import { holdOn } from "./kept.store.ts";
import { linksOf } from "./links-of.action.ts";
import type { Project } from "./project.store.ts";
import { contactsOf } from "./project-link.store.ts";
import { appointmentsOf } from "./project-note.store.ts";
import { openNotes } from "./project-notes.action.ts";
import { rowsOf, viewOfAppointment } from "./show-projects.action.ts";

/** One project as the caller may see it: people on site get what they need for the work, never the inbox. */
export async function showProject(deps: Deps, tx: Tx, caller: Caller, projectId: string): Promise<ProjectView> {
  const project = await accessProject(tx, caller, projectId);
  const { tenantId } = caller;
  const [row] = await rowsOf(deps, tx, tenantId, [project]);
  const roomId = (await roomsOfProjects(tx, [projectId])).get(projectId);
  const people = (await listPeople(deps, tx)).filter((one) => row?.memberIds.some((id) => id === one.id));
  const links = await linksOf(tx, caller, projectId);
  const reads = can(caller, "read-conversations");
  const nameOf = await loadShownNames(deps, tx, tenantId);
  const manages = can(caller, "manage-projects");
  const hold = await holdOn(tx, projectId);
  const conversations = [];
  if (reads)
    for (const { conversationId } of links) conversations.push(await readRow(deps, tx, caller, conversationId));
  return ProjectView.parse({
    ...row,
    roomId: row?.memberIds.some((id) => id === caller.memberId) ? (roomId ?? null) : null,
    people: people.map(({ id, name, role }) => ({ id, name, role, guest: role === "guest" })),
    appointments: (await appointmentsOf(tx, [projectId])).map(viewOfAppointment),
    notes: (await openNotes(deps, tx, tenantId, project)).map((note) => ({
      id: note.noteId,
      clientId: note.clientId,
      authorName: nameOf(note.authorId),
      at: note.writtenAt.toISOString(),
      text: note.text,
      removable: !hold.held && (manages || note.authorId === caller.memberId),
    })),
    customers: await customersOf(deps, tx, caller, project),
    conversations: conversations.map(({ id, number, channel }) => ({ id, number, channel })),
    callReleased: project.callReleased,
    writes: links.length > 0 && seesCustomer(caller),
    manages,
    ...(manages ? hold : { held: false, restricted: false }),
    version: project.version,
  });
}

/**
 * Names for all who go there; a number where the office reads it anyway or released it for a call. Of a Chefsache
 * nobody else hears a name (M4).
 */
export async function customersOf(deps: Deps, tx: Tx, caller: Caller, project: Project): Promise<Customer[]> {
  return [...(await customersById(deps, tx, caller, project)).values()];
}

interface Customer {
  readonly name: ShownName;
  readonly phone: string | null;
  readonly contactId: string | null;
}

/** The same, each by the contact it is, which not everybody hears. */
export async function customersById(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  project: Project,
): Promise<Map<string, Customer>> {
  const contacts = await contactsOf(tx, project.projectId);
  const keys = await openContactKeys(
    deps.seal,
    tx,
    caller.tenantId,
    contacts.map((one) => one.contactId),
  );
  const reads = can(caller, "read-conversations");
  const calls = reads || (project.callReleased && seesCustomer(caller));
  const found = new Map<string, Customer>();
  for (const { contactId } of contacts) {
    const key = keys.get(contactId);
    if (!key) continue;
    if (await isKeptFrom(tx, caller, contactId)) {
      found.set(contactId, { name: unnamedCustomer, phone: null, contactId: null });
      continue;
    }
    const party = await readParty(deps, tx, caller.tenantId, contactId, key);
    const phone = party.addresses.find(({ kind }) => kind === "phone")?.value ?? null;
    // A contact without a name is called by its number in the office; on site it is "Kunde".
    const name = party.name ?? party.profileNames[0] ?? (reads ? partyName(party) : unnamedCustomer);
    found.set(contactId, { name, phone: calls ? phone : null, contactId: reads ? contactId : null });
  }
  return found;
}
