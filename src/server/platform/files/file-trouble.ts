const reasons: Readonly<Record<string, string>> = {
  EROFS:
    "lässt sich nicht beschreiben: der Datenträger ist nur lesbar eingehängt. Bitte beschreibbar einhängen oder einen anderen Ordner angeben",
  ENOSPC:
    "lässt sich nicht beschreiben: der Datenträger ist voll. Bitte Platz schaffen (1 GB reicht zum Anfang) und noch einmal starten",
  EDQUOT:
    "lässt sich nicht beschreiben: das Kontingent auf dem Datenträger ist voll. Bitte Platz schaffen und noch einmal starten",
  EACCES:
    "darf dieser Benutzer nicht benutzen. Bitte als der Benutzer starten, dem das gehört, oder einen anderen Ordner angeben",
  EPERM:
    "darf dieser Benutzer nicht ändern. Bitte als der Benutzer starten, dem das gehört, oder einen anderen Ordner angeben",
  ENOTDIR: "liegt nicht in einem Ordner: ein Teil des Pfades ist eine Datei. Bitte einen anderen Ordner angeben",
  EISDIR: "ist ein Ordner. Bitte eine Datei darin angeben",
  ENOENT: "gibt es nicht. Bitte die Angabe prüfen",
  EIO: "lässt sich nicht lesen oder schreiben: der Datenträger meldet einen Fehler. Bitte den Datenträger prüfen",
};

/** What the operating system refused at a file, as one German sentence that says what to do; undefined for other errors. */
export function fileTrouble(error: unknown, path?: string): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  // What is written into a file that is open already fails without its name.
  const nameless = error.code === "ENOSPC" || error.code === "EDQUOT" ? "Eine Datei" : undefined;
  const at = path ?? ("path" in error ? String(error.path) : nameless);
  const reason = reasons[String(error.code)];
  return reason === undefined || at === undefined ? undefined : `${at} ${reason}.`;
}

/** A disk that is full or broken is no wrong setting: it may be mended, and the same start goes on. */
export const isDiskTrouble = (error: unknown): boolean =>
  error instanceof Error && "code" in error && ["ENOSPC", "EDQUOT", "EIO"].includes(String(error.code));

/** What the shell, the loader or the kernel says of a program that is not whole, or made for another machine. */
const brokenProgram =
  /Segmentation fault|Illegal instruction|Bus error|Exec format error|error while loading shared libraries|: not found\b|spawnSync \S+ (?:ENOENT|ENOEXEC)/;

/** The same for what a program said on a line of its own, in English: PostgreSQL's programs name no number. */
export function programTrouble(said: string, path: string): string | undefined {
  const known: readonly [RegExp, string][] = [
    // Where a part of a page still fitted in, PostgreSQL says how much of it, and no more than that.
    [/No space left on device|wrote only \d+ of \d+ bytes/, "ENOSPC"],
    [/Disk quota exceeded/, "EDQUOT"],
    [/Read-only file system/, "EROFS"],
    [/Permission denied|Operation not permitted/, "EACCES"],
    [/Input\/output error/, "EIO"],
  ];
  const broken = brokenProgram.exec(said)?.[0];
  if (broken !== undefined)
    return `das PostgreSQL, das mitkommt, ist beschädigt oder läuft auf diesem Rechner nicht (${broken}). Bitte den Ordner node_modules löschen und noch einmal starten.`;
  for (const line of said.split("\n")) {
    const code = known.find(([pattern]) => pattern.test(line))?.[1];
    // Its sockets lie elsewhere than its data, and it names what is no part of them.
    if (code !== undefined) return `${/"(\/[^"]+)"/.exec(line)?.[1] ?? path} ${reasons[code]}.`;
  }
  return undefined;
}
