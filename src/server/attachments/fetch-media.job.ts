import type { ChannelKind } from "../../contract/ids.ts";
import type { Channel } from "../channels/channel.ts";
import type { MayAsk } from "../channels/open-account.action.ts";
import type { Deps } from "../platform/deps.ts";
import { type FileToFetch, fetchFile } from "./fetch-file.action.ts";

/** Task "fetch-media": brings one file home. What it throws makes the queue try again, with growing pauses. */
export async function fetchMedia(
  deps: Deps,
  channelFor: (kind: ChannelKind) => Channel,
  mayAsk: MayAsk,
  file: FileToFetch,
): Promise<void> {
  await fetchFile(deps, channelFor, mayAsk, file);
}
