import type { SetupChannel } from "../../contract/setup-papers.ts";

/** Why a notice is published anew, as far as it is written, by channel. It outlives the step on the screen. */
export const publishReasons = $state<Partial<Record<SetupChannel, string>>>({});

export const isReasonUnsaved = (): boolean => Object.values(publishReasons).some((reason) => reason.trim() !== "");
