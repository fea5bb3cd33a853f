import { type MetadataAnswer, SetupChannel } from "../../contract/setup-papers.ts";
import type { Tx } from "../platform/db.ts";
import { loadProfiles } from "./metadata.store.ts";
import { metadataDefaults } from "./metadata-defaults.ts";

/** "Wer erfährt was?" per channel: what the business confirmed, else what holds for everybody. */
export async function readMetadata(tx: Tx): Promise<MetadataAnswer> {
  const rows = await loadProfiles(tx);
  return {
    profiles: SetupChannel.options.map((channel) => {
      const row = rows.find((one) => one.channel === channel);
      const fields = row?.fields ?? metadataDefaults[channel];
      return {
        channel,
        fields,
        confirmedAt: row?.confirmedAt?.toISOString() ?? null,
        changed: JSON.stringify(order(fields)) !== JSON.stringify(order(metadataDefaults[channel])),
      };
    }),
  };
}

/** JSON columns forget the order of keys; compared are values in one order. */
const order = (fields: MetadataAnswer["profiles"][number]["fields"]): unknown => [
  fields.contentVisibleTo,
  fields.learns.map(({ who, what }) => [who, what]),
  fields.keptHere,
  fields.notKept,
  fields.readStatusKept,
];
