import type { PushAddressView } from "../../contract/push.ts";

interface Kept {
  readonly platform: PushAddressView["platform"];
  readonly madeAt: Date;
  readonly failingSince: Date | null;
  readonly testState: PushAddressView["test"]["state"];
  readonly testAt: Date | null;
}

/** How a device stands, as it may see it: never where it is reached. */
export function showAddress(kept: Kept): PushAddressView {
  return {
    platform: kept.platform,
    madeAt: kept.madeAt.toISOString(),
    failingSince: kept.failingSince?.toISOString() ?? null,
    test: { state: kept.testState, at: kept.testAt?.toISOString() ?? null },
  };
}
