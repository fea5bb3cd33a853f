import type { Permit } from "../../contract/policy.ts";

type Open = Pick<Permit, "remedies" | "noticeUncertain">;

/** What a press helps with. While a notice waits for a member's word beside it, nothing happens by itself. */
export const openRemedies = ({ remedies, noticeUncertain }: Open): Permit["remedies"] =>
  noticeUncertain ? remedies.filter(({ automatic }) => !automatic) : remedies;
