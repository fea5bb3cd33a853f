import type { ShownPicture } from "../message/file-face.ts";

/** What lies over the conversation. The parts are fetched when they are first opened. */
class Overlays {
  viewer = $state.raw<{ pictures: () => readonly ShownPicture[]; first: string } | undefined>(undefined);
  /** The message whose proof is shown. */
  proof = $state<string | undefined>(undefined);
  /** The message of which one asks how long it stays. */
  retention = $state<string | undefined>(undefined);
  palette = $state(false);
  keys = $state(false);
}
export const overlays = new Overlays();
