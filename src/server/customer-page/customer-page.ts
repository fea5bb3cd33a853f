import type { CustomerPageFields } from "../../contract/customer.ts";
import type { Calendar } from "../opening/calendar.ts";

/** A customer page as it is shown. */
export interface CustomerPage {
  readonly tenantId: string;
  readonly slug: string;
  readonly accountId: string;
  readonly firm: string;
  readonly timeZone: string;
  readonly fields: CustomerPageFields;
  /** False while the channel is not open: the page says how to reach the firm, and takes nothing. */
  readonly open: boolean;
  /** When somebody is there. */
  readonly calendar: Calendar;
  /** The house answers by itself while nobody is there. */
  readonly away: boolean;
}
