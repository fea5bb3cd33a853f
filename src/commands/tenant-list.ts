import { documentTime } from "../server/platform/document.ts";
import { createPublicUrl } from "../server/tenants/public-url.action.ts";
import { showTenants } from "../server/tenants/show-tenants.action.ts";
import { type Call, installationUrl, out, print, withStoreOrBeside } from "./terminal.ts";

/** Which businesses there are, where each is reached, and which are not set up yet. */
export async function listBusinesses({ options }: Call): Promise<number> {
  return await withStoreOrBeside(async (deps, config) => {
    const publicUrl = await createPublicUrl(deps, () => installationUrl(config));
    const rows = (await showTenants(deps)).map((row) => ({ ...row, url: publicUrl(row.tenantId) }));
    if (options.json === true) return print([rows]);
    const named = rows.map(({ name, url, setUpAt }) => ({ name: name || "(ohne Namen)", url, setUpAt }));
    const width = (pick: (row: (typeof named)[number]) => string) =>
      Math.max(...named.map((row) => pick(row).length)) + 2;
    const [names, urls] = [width(({ name }) => name), width(({ url }) => url)];
    for (const { name, url, setUpAt } of named) {
      const since = setUpAt === null ? "noch nicht eingerichtet" : `eingerichtet am ${documentTime(setUpAt, "de")}`;
      out(`${name.padEnd(names)}${url.padEnd(urls)}${since}`);
    }
    return 0;
  });
}
