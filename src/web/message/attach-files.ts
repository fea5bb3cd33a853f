import { t } from "../i18n/t.ts";
import { fileLimit, fileTrouble } from "../state/file-trouble.ts";
import { toasts } from "../state/toasts.svelte.ts";

interface Draft {
  /** @returns how many did not fit */
  addFiles(files: readonly File[], voice: boolean): number;
}

const isSound = (file: File): boolean => fileTrouble(file) === undefined;

/** Those that can be sent, and a sentence for each of the others. */
export function sortFiles(files: readonly File[]): { readonly sound: readonly File[]; readonly refused: string[] } {
  const refused = files.flatMap((file) => {
    const trouble = fileTrouble(file);
    return trouble ? [t(`composer.file-${trouble}`, { name: file.name, limit: fileLimit })] : [];
  });
  return { sound: files.filter(isSound), refused };
}

/** All of it at once: what is said later would stand in the place of what was said before. */
function refuse(files: readonly File[], ...more: readonly string[]): void {
  const said = [...sortFiles(files).refused, ...more].join(" ");
  if (said !== "") toasts.show(said, { kind: "attention" });
}

/** Those that can be sent; of the others it is said at once why they cannot. */
export function soundFiles(files: readonly File[]): readonly File[] {
  refuse(files);
  return files.filter(isSound);
}

/** Attaches what was chosen; what cannot be sent is refused at once, with the reason. @returns whether all of it could */
export function attachFiles(
  draft: Draft,
  files: readonly File[],
  voice = false,
  tooMany = t("composer.too-many"),
): boolean {
  const sound = files.filter(isSound);
  const left = draft.addFiles(sound, voice);
  refuse(files, ...(left > 0 ? [tooMany] : []));
  return sound.length === files.length && left === 0;
}
