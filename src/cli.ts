import { parseArgs } from "node:util";
import { type Command, out, print, readEach, readJson, readText, say, whyItFailed } from "./commands/terminal.ts";
import { WrongSetting } from "./server/platform/wrong-setting.ts";

interface Entry {
  readonly name: string;
  /** What follows the name in the help. */
  readonly rest: string;
  readonly help: string;
  /** Words and options without which the command is not meant; it takes no further words unless it says so. */
  readonly words?: number;
  readonly more?: true;
  readonly needs?: readonly string[];
  readonly load: () => Promise<Command>;
}

/** A command loads what it needs and no more: whoever asks for a rule does not wait for the server. */
const commands: readonly Entry[] = [
  {
    name: "start",
    rest: "[--demo] [--demo-info DATEI]",
    help: "startet den Server (npm start)",
    load: async () => (await import("./commands/start.ts")).serve,
  },
  {
    name: "tenant add",
    rest: "NAME --host HOST",
    help: "legt einen weiteren Betrieb an (bei gestopptem Server)",
    words: 1,
    needs: ["host"],
    load: async () => (await import("./commands/tenant-add.ts")).addTenant,
  },
  {
    name: "tenant host",
    rest: "NAME HOST",
    help: "gibt einem Betrieb einen eigenen Host (bei gestopptem Server)",
    words: 2,
    load: async () => (await import("./commands/tenant-host.ts")).giveHost,
  },
  {
    name: "tenant list",
    rest: "[--json]",
    help: "nennt die Betriebe, ihre Adressen und was einem fehlt, auch neben dem laufenden Server; --json: auch ihre Kennung im Protokoll",
    load: async () => (await import("./commands/tenant-list.ts")).listBusinesses,
  },
  {
    name: "tenant link",
    rest: "NAME",
    help: "gibt der Inhaberin einen neuen Link: dem ersten Gerät, oder wenn sie keines mehr hat; auch neben dem laufenden Server",
    words: 1,
    load: async () => (await import("./commands/tenant-link.ts")).linkOwner,
  },
  {
    name: "tenant admit",
    rest: "NAME ZAHL",
    help: "gibt ein Gerät einer Inhaberin frei, die kein anderes mehr hat, auch neben dem laufenden Server; ZAHL steht auf dem Gerät",
    words: 2,
    more: true,
    load: async () => (await import("./commands/tenant-admit.ts")).admitDevice,
  },
  {
    name: "tenant remove",
    rest: "NAME [--yes NAME]",
    help: "löscht einen Betrieb, der geht, mit Schlüsseln und Dateien (bei gestopptem Server)",
    words: 1,
    load: async () => (await import("./commands/tenant-remove.ts")).removeBusiness,
  },
  {
    name: "message trace",
    rest: "KENNUNG [--json]",
    help: "sagt ohne Inhalt, welchen Weg eine Nachricht nahm, auch neben dem laufenden Server",
    words: 1,
    load: async () => (await import("./commands/message-trace.ts")).traceOne,
  },
  {
    name: "audit verify",
    rest: "[--json]",
    help: "prüft, dass kein Nachweis verändert, entfernt oder eingefügt wurde",
    load: async () => (await import("./commands/audit-verify.ts")).auditVerify,
  },
  {
    name: "backup",
    rest: "[--to ORDNER]",
    help: "sichert alles in eine verschlüsselte Datei, auch neben dem laufenden Server",
    load: async () => (await import("./commands/backup.ts")).backup,
  },
  {
    name: "recovery-sheet",
    rest: "[--to DATEI.pdf]",
    help: "schreibt das Wiederherstellungs-Blatt zum Ausdrucken",
    load: async () => (await import("./commands/recovery-sheet.ts")).printSheet,
  },
  {
    name: "restore",
    rest: "DATEI --keys DATEI [--sheet DATEI]",
    help: "stellt eine Sicherung in einem leeren Datenordner wieder her; fragt nach dem Blatt",
    words: 1,
    needs: ["keys"],
    load: async () => (await import("./commands/restore.ts")).restore,
  },
  {
    name: "policy explain",
    rest: "DATEI|-",
    help: "entscheidet Fälle im Format von scenarios.json, gibt JSON aus",
    words: 1,
    load: async () => {
      const { explainCases } = await import("./server/policy/explain.ts");
      return ({ words: [file = ""] }) => {
        const answers = explainCases(readJson(file), say);
        return print([answers]) || complain(answers);
      };
    },
  },
  {
    name: "policy classify",
    rest: "DATEI|-",
    help: "ordnet Texte ein (eine JSON-Zeile je Text)",
    words: 1,
    load: async () => {
      const { classifyLines } = await import("./server/policy/explain.ts");
      return ({ words: [file = ""] }) => {
        const answers = classifyLines(readText(file));
        return print(answers, false) || complain(answers);
      };
    },
  },
  {
    name: "consent explain",
    rest: "DATEI|-",
    help: "sagt, was Antworten für eine Einwilligung bedeuten (eine JSON-Zeile je Text)",
    words: 1,
    load: async () => {
      const { explainAnswers } = await import("./server/consent/explain.ts");
      return ({ words: [file = ""] }) => {
        const answers = explainAnswers(readText(file));
        return print(answers, false) || complain(answers);
      };
    },
  },
  {
    name: "whatsapp explain",
    rest: "DATEI …",
    help: "sagt, was Werkbote aus Webhook-Inhalten macht",
    words: 1,
    more: true,
    load: async () => {
      const { explainWhatsApp } = await import("./server/channels/whatsapp/explain.ts");
      return ({ words }) => {
        const files = readEach(words);
        const bodies = files.flatMap(({ file, body }) => (body ? [{ file, body }] : []));
        if (bodies.length > 0) print([explainWhatsApp(bodies)]);
        return complain(files);
      };
    },
  },
];

const lineOf = ({ name, rest, help: text }: Entry) => `${`werkbote ${name} ${rest}`.padEnd(54)}${text}`;
const help = commands.map(lineOf).join("\n");

const options = {
  demo: { type: "boolean" },
  "demo-info": { type: "string" },
  host: { type: "string" },
  json: { type: "boolean" },
  keys: { type: "string" },
  sheet: { type: "string" },
  to: { type: "string" },
  yes: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** `whole`: every option there is, each with its value. Otherwise the words still say what was meant. */
function understood(args: readonly string[]) {
  const asked = { args: [...args], allowPositionals: true, options, tokens: true } as const;
  try {
    return { ...parseArgs(asked), whole: true };
  } catch {
    return { ...parseArgs({ ...asked, strict: false }), whole: false };
  }
}

/** The options a command has are those its help names. An option of another one would be passed over in silence. */
const takes = ({ rest }: Entry, option: string): boolean => rest.split(/[^a-z-]+/).includes(`--${option}`);

type Given = ReturnType<typeof understood>;

/**
 * Why an option is not taken as it stands. Of two values one would be passed over in silence, and an empty one is a
 * variable that was not set: it would name the folder one happens to be in. A business without a name is named by nothing.
 */
function wrongOption(entry: Entry, { values, tokens }: Given): string | undefined {
  const given = tokens.flatMap((token) => (token.kind === "option" ? [token.name] : []));
  for (const [at, option] of given.entries()) {
    if (!takes(entry, option)) return `Die Option --${option} gibt es hier nicht.`;
    if (given.indexOf(option) !== at) return `Die Option --${option} steht mehrmals da.`;
    if (values[option as keyof typeof values] === "" && option !== "yes") return `Die Option --${option} ist leer.`;
  }
  return undefined;
}

/** What could not be read is named, and no success. Nothing in, nothing out: an empty answer looks like one that was lost. */
function complain(answers: readonly { readonly problem?: string }[]): number {
  if (answers.length === 0) say("In der Eingabe steht nichts, also gibt es keine Antwort.");
  const problems = answers.flatMap(({ problem = [] }) => problem);
  for (const problem of problems) say(problem);
  return Math.min(1, problems.length);
}

/**
 * @param entry what was called with too little or too much; undefined = nothing there is
 * @param why what is wrong with it, where that is known
 */
function refused(entry?: Entry, why = "Da fehlt etwas, oder es ist etwas zu viel."): number {
  say(entry ? `${why} So geht es:\n${lineOf(entry)}` : `Diesen Aufruf gibt es nicht.\n${help}`);
  return 2;
}

async function main(args: readonly string[]): Promise<number> {
  const given = understood(args);
  const { values, positionals, whole } = given;
  if (values.help || positionals.length === 0) {
    out(help);
    return values.help ? 0 : 2;
  }
  const called = positionals.join(" ");
  const entry = commands.find(({ name }) => called === name || called.startsWith(`${name} `));
  const words = positionals.slice(entry?.name.split(" ").length ?? 0);
  const wrong = entry && wrongOption(entry, given);
  const complete =
    whole &&
    entry !== undefined &&
    wrong === undefined &&
    words.length >= (entry.words ?? 0) &&
    (entry.more === true || words.length <= (entry.words ?? 0)) &&
    (entry.needs ?? []).every((option) => option in values);
  return complete ? await (await entry.load())({ words, options: values }) : refused(entry, wrong);
}

/** An exit cuts off what still waits in the pipe. */
function leave(code: number): void {
  process.stdout.write("", () => process.exit(code));
}

main(process.argv.slice(2)).then(leave, async (error: unknown) => {
  say(await whyItFailed(error));
  if (process.env.WERKBOTE_LOG === "info" && error instanceof Error) say(error.stack ?? "");
  leave(error instanceof WrongSetting ? 2 : 1);
});
