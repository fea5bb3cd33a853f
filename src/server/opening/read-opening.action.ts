import { z } from "zod";
import { CustomerPageFields } from "../../contract/customer.ts";
import { ClosedDays } from "../../contract/opening.ts";
import { publicBusiness } from "../imprint/public-business.ts";
import type { Tx } from "../platform/db.ts";
import type { Calendar } from "./calendar.ts";
import { loadOpening } from "./opening.store.ts";

/** When somebody is there, and what is said about it. */
export interface Opening {
  readonly firm: string;
  readonly timeZone: string;
  readonly calendar: Calendar;
  /** The page's own number, or else the business's. */
  readonly emergencyPhone: string;
  readonly phone: string;
}

export async function readOpening(tx: Tx, tenantId: string): Promise<Opening> {
  const row = await loadOpening(tx, tenantId);
  const page = CustomerPageFields.parse(row.page ?? {});
  const business = publicBusiness(row.business, row.imprint);
  return {
    firm: business.name || row.firm,
    timeZone: row.timeZone,
    calendar: { hours: page.hours, closed: z.array(ClosedDays).parse(row.closed), state: business.state },
    emergencyPhone: page.emergencyPhone || business.emergencyPhone,
    phone: page.phone || business.phone,
  };
}
