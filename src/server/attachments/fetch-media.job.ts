import type { Channel, ChannelKind } from "../channels/channel.ts";
import type { Deps } from "../platform/deps.ts";
import { type FileToFetch, fetchFile } from "./fetch-file.action.ts";

/** Task "fetch-media": brings one file home. What it throws makes the queue try again, with growing pauses. */
export async function fetchMedia(
  deps: Deps,
  channelFor: (kind: ChannelKind) => Channel,
  file: FileToFetch,
): Promise<void> {
  await fetchFile(deps, channelFor, file);
}
