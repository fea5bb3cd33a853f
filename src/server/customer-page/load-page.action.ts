import { z } from "zod";
import { CustomerPageFields } from "../../contract/customer.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import type { CustomerPage } from "./customer-page.ts";
import { loadPage } from "./page.store.ts";

const fallback = z
  .object({ phone: z.string().default(""), emergencyPhone: z.string().default(""), replyTime: z.string().default("") })
  .catch({ phone: "", emergencyPhone: "", replyTime: "" });

/** Throws `not-found` for a page this business does not have. */
export async function loadCustomerPage(deps: Deps, tenantId: string, slug: string): Promise<CustomerPage> {
  const row = await deps.db.withTenant(tenantId, (tx) => loadPage(tx, tenantId, slug));
  if (row === undefined) throw new Problem("not-found");
  const fields = CustomerPageFields.parse(row.fields ?? {});
  const business = fallback.parse(row.business ?? {});
  return {
    tenantId,
    slug: row.slug,
    accountId: row.accountId,
    firm: row.firm,
    timeZone: row.timeZone,
    open: row.accountState === "live",
    fields: {
      ...fields,
      phone: fields.phone || business.phone,
      emergencyPhone: fields.emergencyPhone || business.emergencyPhone,
      replyTime: fields.replyTime || business.replyTime,
    },
  };
}
