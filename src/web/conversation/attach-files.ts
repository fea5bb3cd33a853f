import { t } from "../i18n/t.ts";
import type { DraftState } from "../state/draft.svelte.ts";
import { fileLimit, fileTrouble } from "../state/file-trouble.ts";
import { toasts } from "../state/toasts.svelte.ts";

/** Attaches what was chosen; what cannot be sent is refused at once, with the reason. */
export function attachFiles(draft: DraftState, files: readonly File[]): void {
  for (const file of files) {
    const trouble = fileTrouble(file);
    if (trouble)
      toasts.show(t(`composer.file-${trouble}`, { name: file.name, limit: fileLimit }), { kind: "attention" });
  }
  const left = draft.addFiles(files.filter((file) => fileTrouble(file) === undefined));
  if (left > 0) toasts.show(t("composer.too-many"), { kind: "attention" });
}
