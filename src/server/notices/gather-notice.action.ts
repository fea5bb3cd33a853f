import type { BusinessFields } from "../../contract/setup.ts";
import type { NoticeSettings, SetupChannel } from "../../contract/setup-papers.ts";
import { asLine } from "../../contract/typed.ts";
import { hasOpenPage } from "../channels/has-open-page.action.ts";
import { readMetadata } from "../channels/read-metadata.action.ts";
import { readPublicBusiness } from "../imprint/read-public-business.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { listProcessors } from "../processors/list-processors.action.ts";
import { concerning } from "../processors/processor-view.ts";
import { destinationsOf } from "../processors/third-country.ts";
import { readSetup } from "../tenants/read-setup.action.ts";
import { buildNotice } from "./build-notice.ts";
import type { NoticeFields } from "./notice-fields.ts";
import { shortText } from "./render-notice.ts";
import { whereTo } from "./where-to.ts";

/** The notice as it would be published now. */
export interface GatheredNotice {
  readonly business: BusinessFields;
  readonly settings: NoticeSettings;
  readonly fields: NoticeFields;
  /** The first automatic reply of a version, with the mark for our address in it. */
  shortTextOf(version: number): string;
  /** Does that reply still say nothing wrong? One from before the chat opened lacks it as another way, and may. */
  stillSays(version: number, shortText: string): boolean;
}

/**
 * Collects from every step what the notice of a channel is built from. Who the business is it says as the public
 * Impressum does, and when it answers as the customer's page does: a field that is being changed, and is empty or wrong
 * meanwhile, is no change yet.
 * @param published the settings of a notice that people have; without them those that would be published now
 */
export async function gatherNotice(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  channel: SetupChannel,
  published?: NoticeSettings,
): Promise<GatheredNotice> {
  const settings = published ?? (await readSetup(tx)).notice;
  const { business, imprint } = await readPublicBusiness(tx);
  const { processors, transfer } = await listProcessors(deps, tx);
  const profile = (await readMetadata(tx)).profiles.find((one) => one.channel === channel);
  const ownPage = await hasOpenPage(tx);
  const rows = concerning(processors, channel);
  const fields = buildNotice({
    channel,
    business,
    ownerName: imprint.ownerName,
    settings,
    processors: rows,
    metadata: profile?.confirmedAt ? profile.fields : undefined,
    dpfValid: transfer.dpfValid,
  });
  // A row nobody has filled yet is a reminder, not a recipient.
  const named = rows.filter((row) => row.notRequiredReason === null && row.fields.legalEntity !== "");
  const leaving = named.filter(({ fields }) => fields.transferMechanism !== "none_needed");
  const countries = [...new Set(leaving.flatMap(({ fields }) => destinationsOf(fields)))];
  const leavesFor = leaving.length === 0 ? undefined : whereTo(countries);
  const { externalLink: imprintLink } = imprint;
  const text = (version: number, named: boolean) =>
    shortText({ business, channel, version, leavesFor, imprintLink, ownPage: named });
  return {
    business,
    settings,
    fields,
    shortTextOf: (version) => text(version, ownPage),
    stillSays: (version, kept) => [text(version, ownPage), text(version, false)].map(asLine).includes(asLine(kept)),
  };
}
