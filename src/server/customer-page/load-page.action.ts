import { z } from "zod";
import { CustomerPageFields } from "../../contract/customer.ts";
import { ClosedDays } from "../../contract/opening.ts";
import { publicBusiness } from "../imprint/public-business.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import type { CustomerPage } from "./customer-page.ts";
import { loadPage } from "./page.store.ts";

/** Throws `not-found` for a page this business does not have. */
export async function loadCustomerPage(deps: Deps, tenantId: string, slug: string): Promise<CustomerPage> {
  const row = await deps.db.withTenant(tenantId, (tx) => loadPage(tx, tenantId, slug));
  if (row === undefined) throw new Problem("not-found");
  const fields = CustomerPageFields.parse(row.fields ?? {});
  const business = publicBusiness(row.business, row.imprint);
  return {
    tenantId,
    slug: row.slug,
    accountId: row.accountId,
    firm: business.name || row.firm,
    timeZone: row.timeZone,
    open: row.accountState === "live",
    away: row.away,
    calendar: { hours: fields.hours, closed: z.array(ClosedDays).parse(row.closed), state: business.state },
    fields: {
      ...fields,
      phone: fields.phone || business.phone,
      emergencyPhone: fields.emergencyPhone || business.emergencyPhone,
      replyTime: fields.replyTime || business.replyTime,
    },
  };
}
