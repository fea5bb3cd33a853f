import type { ShownPicture } from "./file-face.ts";

/** What lies over the screen. The parts are fetched when they are first opened. */
class Overlays {
  viewer = $state.raw<{ pictures: () => readonly ShownPicture[]; first: string } | undefined>(undefined);
  /** The message whose proof is shown. */
  proof = $state<string | undefined>(undefined);
  /** The message of which one asks how long it stays. */
  retention = $state<string | undefined>(undefined);
  /** Who is being erased, and from where: that is gone before the receipt is here. */
  erasing = $state.raw<{ contactId: string; conversationId: string | undefined } | undefined>(undefined);
  palette = $state(false);
  keys = $state(false);
}
export const overlays = new Overlays();
