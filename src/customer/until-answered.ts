import type { Answer } from "./api.ts";
import { say } from "./dom.ts";

/** Why nothing went, and when what is under way goes by itself. */
const waiting = {
  "no-line": ["Gerade keine Verbindung.", "sobald es wieder geht. Bitte diese Seite offen lassen."],
  "no-net": ["Kein Netz.", "sobald Sie wieder Netz haben. Bitte diese Seite offen lassen."],
  "no-server": ["Der Betrieb ist gerade nicht erreichbar.", "sobald es wieder geht. Bitte diese Seite offen lassen."],
  // Files are sent to a message that is there already.
  "no-room": [
    "Ihr Text ist da. Fotos kann unser Server gerade nicht ablegen.",
    "sobald es wieder geht. Bitte diese Seite offen lassen oder uns anrufen.",
  ],
} as const;

/** What a server said, whatever it said. */
export type Answered = Exclude<Answer, { kind: keyof typeof waiting }>;

/** A phone that sees a net is not sent looking for one: it may be the firm's line, too. */
const missing = (kind: Exclude<Answer["kind"], "ok" | "refused">) =>
  kind === "no-net" && navigator.onLine ? "no-line" : kind;

/** Why a press came to nothing, for what is not tried again by itself. */
export function whyNot(answer: Exclude<Answer, { kind: "ok" }>): string {
  if (answer.kind === "refused") return answer.sentence;
  const [why] = waiting[missing(answer.kind)];
  return `${why} Bitte gleich noch einmal versuchen.`;
}

export const firstPauseMs = 2_000;
export const longer = (pause: number): number => Math.min(pause * 2, 30_000);

/** Tries until the server answers, whatever it says: at once when the net comes back, else after a growing pause. */
export async function untilAnswered(
  attempt: () => Promise<Answer>,
  stop?: undefined,
  what?: "Wird abgebrochen",
): Promise<Answered>;
/** @returns undefined as soon as `stop` says that nobody wants it any more */
export async function untilAnswered(attempt: () => Promise<Answer>, stop: AbortSignal): Promise<Answered | undefined>;
export async function untilAnswered(
  attempt: () => Promise<Answer>,
  stop?: AbortSignal,
  what = "Wird gesendet",
): Promise<Answered | undefined> {
  const stopped = new Promise<undefined>((done) => stop?.addEventListener("abort", () => done(undefined)));
  for (let pause = firstPauseMs; !stop?.aborted; pause = longer(pause)) {
    const answer = await Promise.race([attempt(), stopped]);
    if (answer === undefined || stop?.aborted) break;
    if (answer.kind === "ok" || answer.kind === "refused") {
      // What was cancelled is so now, and the others go on.
      say("Wird gesendet …");
      return answer;
    }
    const [why, when] = waiting[missing(answer.kind)];
    say(`${why} ${what}, ${when}`);
    await Promise.race([netOr(pause), stopped]);
  }
  return undefined;
}

/** Phones stop everything while they are locked: coming back to the page is a reason to try again, too. */
export function netOr(pause: number): Promise<void> {
  return new Promise((done) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      document.removeEventListener("visibilitychange", go);
      done();
    };
    const timer = setTimeout(go, pause);
    window.addEventListener("online", go);
    document.addEventListener("visibilitychange", go);
  });
}
