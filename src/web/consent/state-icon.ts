import type { ConsentList } from "../../contract/consent.ts";
import type { IconName } from "../ui/Icon.svelte";

const icons: Partial<Record<ConsentList["items"][number]["state"], IconName>> = {
  granted: "fine",
  refused: "stop",
  withdrawn: "stop",
  expired: "attention",
};

/** The sign beside the word for a consent's state. */
export function stateIcon(state: ConsentList["items"][number]["state"]): IconName {
  return icons[state] ?? "info";
}
