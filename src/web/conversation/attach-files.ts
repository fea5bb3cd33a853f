import { t } from "../i18n/t.ts";
import type { DraftState } from "../state/draft.svelte.ts";
import { fileLimit, fileTrouble } from "../state/file-trouble.ts";
import { toasts } from "../state/toasts.svelte.ts";

/** Attaches what was chosen; what cannot be sent is refused at once, with the reason. @returns whether all of it could */
export function attachFiles(draft: DraftState, files: readonly File[], voice = false): boolean {
  for (const file of files) {
    const trouble = fileTrouble(file);
    if (trouble)
      toasts.show(t(`composer.file-${trouble}`, { name: file.name, limit: fileLimit }), { kind: "attention" });
  }
  const sound = files.filter((file) => fileTrouble(file) === undefined);
  const left = draft.addFiles(sound, voice);
  if (left > 0) toasts.show(t("composer.too-many"), { kind: "attention" });
  return sound.length === files.length && left === 0;
}
