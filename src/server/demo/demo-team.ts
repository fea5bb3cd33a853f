// What the demo's people say to each other. Invented: rooms and names carry "(Demo)".
import { after, hour } from "../platform/instant.ts";
import { addDays } from "../time/calendar-day.ts";
import { dayOf, instantOf, localTime } from "../time/zone.ts";
import { type Firm, regularStart, usualWeek } from "../working-time/reach.ts";

export interface DemoLine {
  /** First name of the one who writes. */
  readonly by: string;
  /** Minutes after work began. */
  readonly after: number;
  readonly text: string;
  readonly calls?: readonly string[];
  /** Answers the line before. */
  readonly answers?: boolean;
  readonly poll?: { readonly options: readonly string[]; readonly multiple: boolean };
  readonly votes?: Readonly<Record<string, readonly number[]>>;
  /** Asks for "Gesehen"; these have pressed it. */
  readonly seenBy?: readonly string[];
  readonly pinnedBy?: string;
  readonly reactions?: Readonly<Record<string, string>>;
}

export interface DemoRoom {
  readonly kind: "firm" | "crew" | "direct";
  readonly name?: string;
  readonly madeBy: string;
  readonly people: readonly string[];
  readonly lines: readonly DemoLine[];
}

export const demoRooms: readonly DemoRoom[] = [
  {
    kind: "firm",
    madeBy: "Jörg",
    people: [],
    lines: [
      {
        by: "Jörg",
        after: 4,
        text: "Guten Morgen. Ab Montag hängt der neue Lagerschlüssel im Büro. Bitte einmal bestätigen.",
        seenBy: ["Mehmet", "Sandra"],
        pinnedBy: "Jörg",
      },
      {
        by: "Sandra",
        after: 18,
        text: "Weihnachtsessen: Welcher Tag passt euch?",
        poll: { options: ["Freitag, 11.12.", "Freitag, 18.12.", "Samstag, 19.12."], multiple: true },
        votes: { Jörg: [0, 1], Mehmet: [1], Uwe: [1, 2], Petra: [1] },
      },
      { by: "Uwe", after: 26, text: "Am 18. tausche ich den Notdienst.", answers: true, reactions: { Sandra: "👍" } },
    ],
  },
  {
    kind: "direct",
    madeBy: "Sandra",
    people: ["Tarik"],
    lines: [
      { by: "Sandra", after: 9, text: "Kannst du um 10 zu Frau Seidel? Die Heizung bleibt kalt." },
      { by: "Tarik", after: 13, text: "Passt, ich bin um 10 da.", reactions: { Sandra: "✅" } },
    ],
  },
  {
    kind: "crew",
    name: "Bad Lindenstraße (Demo)",
    madeBy: "Mehmet",
    people: ["Jörg", "Sandra", "Tarik", "Leonie"],
    lines: [
      {
        by: "Mehmet",
        after: 6,
        text: "Heute Vorwand setzen, ab 13 Uhr kommt der Fliesenleger. Schlüssel bei Frau Kern, 1. OG links.",
        pinnedBy: "Mehmet",
      },
      { by: "Leonie", after: 21, text: "Rohre sind da. Drei Stück sind zu kurz, ich messe nach." },
      {
        by: "Tarik",
        after: 33,
        text: "Welche Elektrode braucht die Therme? Auf dem Typenschild steht nur die Baureihe.",
      },
      {
        by: "Sandra",
        after: 37,
        text: "@Tarik (Demo) Zündelektrode 0020-DEMO, liegt im Lager in Regal 4.",
        calls: ["Tarik"],
        answers: true,
        reactions: { Tarik: "🙏", Mehmet: "👍" },
      },
      {
        by: "Mehmet",
        after: 39,
        text: "Wasser ist ab 10 Uhr abgestellt, der Absperrhahn ist im Keller links. Bitte alle bestätigen.",
        seenBy: ["Tarik"],
      },
    ],
  },
];

/** When the talk began: seven o'clock of the last working day on which all of it lies in the past. */
export function demoMorning(now: Date, firm: Pick<Firm, "zone" | "state">): Date {
  for (let day = dayOf(localTime(now, firm.zone)); ; day = addDays(day, -1)) {
    const at = instantOf(`${day}T07:05`, firm.zone);
    // Whoever has the day off, on a holiday too, has not heard what they answer.
    const atWork = regularStart(usualWeek, firm, at)?.getTime() === at.getTime();
    if (atWork && after(at, hour) < now) return at;
  }
}
