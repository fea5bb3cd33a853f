import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { openTeamKeys } from "../team-files/team-keys.action.ts";
import type { Card, Project } from "./project.store.ts";

const place = (row: string, column: string) => ({ table: "project", row, column });

export interface OpenCard {
  readonly name: string;
  readonly address: string | null;
  readonly access: string | null;
}

/** Seals what the card says; an empty line takes it away. */
export function sealCard(
  { seal }: Pick<Deps, "seal">,
  tenantId: string,
  key: ContactKey,
  projectId: string,
  says: {
    readonly name?: string | undefined;
    readonly address?: string | undefined;
    readonly access?: string | undefined;
  },
): Card {
  const sealed = (column: string, text: string | undefined) => {
    if (text === undefined) return {};
    return { [column]: text === "" ? null : seal.forContact(tenantId, key, place(projectId, column), text) };
  };
  return {
    ...sealed("sealed_name", says.name),
    ...sealed("sealed_address", says.address),
    ...sealed("sealed_access", says.access),
  };
}

/** Cards of projects, opened. Where customer and name are erased the number is left. */
export async function openCards(
  { seal }: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  projects: readonly Project[],
): Promise<Map<string, OpenCard>> {
  const keys = await openTeamKeys(
    seal,
    tx,
    tenantId,
    projects.map((one) => one.cardKeyId),
  );
  return new Map(
    projects.map((one) => {
      const key = keys.get(one.cardKeyId);
      const open = (column: string, sealed: Uint8Array | null) =>
        key && sealed
          ? seal.openForContact(tenantId, key, place(one.projectId, column), sealed).toString("utf8")
          : null;
      const card = {
        name: open("sealed_name", one.sealedName) ?? `Auftrag ${one.number}`,
        address: open("sealed_address", one.sealedAddress),
        access: open("sealed_access", one.sealedAccess),
      };
      return [one.projectId, card];
    }),
  );
}

export async function cardKey(
  { seal }: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  project: Project,
): Promise<ContactKey> {
  const key = (await openTeamKeys(seal, tx, tenantId, [project.cardKeyId])).get(project.cardKeyId);
  if (!key) throw new Error("the card has no key");
  return key;
}
