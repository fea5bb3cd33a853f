import { t } from "../i18n/t.ts";
import { fileLimit, fileTrouble } from "../state/file-trouble.ts";
import { toasts } from "../state/toasts.svelte.ts";

interface Draft {
  /** @returns how many did not fit */
  addFiles(files: readonly File[], voice: boolean): number;
}

/** Those that can be sent; of the others it is said at once why they cannot. */
export function soundFiles(files: readonly File[]): readonly File[] {
  return files.filter((file) => {
    const trouble = fileTrouble(file);
    if (trouble)
      toasts.show(t(`composer.file-${trouble}`, { name: file.name, limit: fileLimit }), { kind: "attention" });
    return trouble === undefined;
  });
}

/** Attaches what was chosen; what cannot be sent is refused at once, with the reason. @returns whether all of it could */
export function attachFiles(
  draft: Draft,
  files: readonly File[],
  voice = false,
  tooMany = t("composer.too-many"),
): boolean {
  const sound = soundFiles(files);
  const left = draft.addFiles(sound, voice);
  if (left > 0) toasts.show(tooMany, { kind: "attention" });
  return sound.length === files.length && left === 0;
}
