import type { Deps } from "../platform/deps.ts";
import { loadCustomerPage } from "./load-page.action.ts";

/** The address of a customer page, as it stands in QR codes; `tag` says later where the code hung. */
export async function pageAddress(
  deps: Deps,
  tenantId: string,
  given: string,
  tag: string | undefined,
): Promise<string> {
  const { slug } = await loadCustomerPage(deps, tenantId, given);
  return `${deps.publicUrl(tenantId)}/k/${slug}${tag === undefined ? "" : `?q=${tag}`}`;
}
