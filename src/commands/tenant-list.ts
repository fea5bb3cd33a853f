import { type BusinessAilment, checkBusiness } from "../server/health/check-business.action.ts";
import { documentTime } from "../server/platform/documents/document.ts";
import { installationUrl } from "../server/platform/network/own-address.ts";
import { createPublicUrl } from "../server/tenants/public-url.action.ts";
import { showTenants } from "../server/tenants/show-tenants.action.ts";
import { type Call, out, print, withStoreOrBeside } from "./terminal.ts";

const ails: Readonly<Record<BusinessAilment["kind"], string>> = {
  contract: "Der Vertrag zur Auftragsverarbeitung mit Ihnen ist nicht geschlossen.",
  "whatsapp-paused": "WhatsApp ruht: Der Vertrag mit Meta ist nicht in Ordnung.",
  "whatsapp-refused": "Meta nimmt den Zugang zu WhatsApp nicht an.",
  "whatsapp-unreachable": "Meta war zuletzt nicht erreichbar.",
  "whatsapp-silent": "Meta nimmt Nachrichten an und meldet nichts zurück.",
  "whatsapp-unsigned": "Was Meta bringt, wird abgewiesen: Das App-Geheimnis stimmt nicht.",
};

/** Which businesses there are, where each is reached, which are not set up yet, and which need somebody. */
export async function listBusinesses({ options }: Call): Promise<number> {
  return await withStoreOrBeside(async (deps, config) => {
    const publicUrl = await createPublicUrl(deps, () => installationUrl(config));
    const rows = [];
    for (const row of await showTenants(deps)) {
      // Before that everything is missing, and the date says so.
      const trouble = row.setUpAt === null ? [] : await checkBusiness(deps, row.tenantId);
      rows.push({ ...row, url: publicUrl(row.tenantId), trouble });
    }
    if (options.json === true) return print([rows]);
    const named = rows.map((row) => ({ ...row, name: row.name || "(ohne Namen)" }));
    const width = (pick: (row: (typeof named)[number]) => string) =>
      Math.max(...named.map((row) => pick(row).length)) + 2;
    const [names, urls] = [width(({ name }) => name), width(({ url }) => url)];
    for (const { name, url, setUpAt, trouble } of named) {
      const since = setUpAt === null ? "noch nicht eingerichtet" : `eingerichtet am ${documentTime(setUpAt, "de")}`;
      out(`${name.padEnd(names)}${url.padEnd(urls)}${since}`);
      for (const one of trouble) out(`  ! ${ails[one.kind]}${sinceWhen(one)}`);
    }
    return 0;
  });
}

const sinceWhen = ({ since }: BusinessAilment): string =>
  since === null ? "" : ` Seit ${documentTime(new Date(since), "de")}.`;
