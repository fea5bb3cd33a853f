import { t } from "../i18n/t.ts";
import { attachFiles } from "../message/attach-files.ts";
import { begunFor } from "../offline/begun-files.ts";
import type { DraftState } from "../state/draft.svelte.ts";
import { toasts } from "../state/toasts.svelte.ts";

/** A recording runs here, or lies here unsent. */
export const isSpoken = (draft: DraftState, recording: boolean): boolean =>
  recording || begunFor("recording", draft.place).length > 0;

/** For a quote, a template: not where a note is begun, in words or spoken; that is said. @returns whether one replies now */
export function goToReply(draft: DraftState, recording = false): boolean {
  const can = !(draft.note && isSpoken(draft, recording)) && draft.toReply();
  if (!can) toasts.show(t("composer.note-begun"), { kind: "attention" });
  return can;
}

/**
 * What was spoken goes where it was begun, whatever the field became meanwhile.
 * @param place where it was begun
 * @returns whether it was taken
 */
export function attachSpoken(draft: DraftState, recording: File, place: string): boolean {
  const note = draft.placeOf(true) === place;
  if (note && !draft.note && draft.text.trim() !== "") {
    toasts.show(t("composer.reply-begun"), { kind: "attention" });
    return false;
  }
  if (note) draft.setNote(true);
  else if (!goToReply(draft)) return false;
  return attachFiles(draft, [recording], true);
}
