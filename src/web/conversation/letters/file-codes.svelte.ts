import { SvelteMap } from "svelte/reactivity";
import type { FileLinkMade } from "../../../contract/file-links.ts";

/**
 * Codes of files that went by a link, by the press that sent them, until somebody noted them. In the memory of this
 * window alone: the code goes another way than the link.
 */
export const fileCodes = new SvelteMap<string, FileLinkMade>();

/** As it is read out on the phone. */
export const spacedCode = ({ code }: FileLinkMade): string => `${code.slice(0, 4)} ${code.slice(4)}`;
