import type { Answer } from "./api.ts";
import { say } from "./dom.ts";

const waiting = "Kein Netz. Wird gesendet, sobald Sie wieder Netz haben. Bitte diese Seite offen lassen.";

/** Tries until the server answers, whatever it says: at once when the net comes back, else after a growing pause. */
export async function untilAnswered(attempt: () => Promise<Answer>): Promise<Exclude<Answer, { kind: "no-net" }>> {
  for (let pause = 2_000; ; pause = Math.min(pause * 2, 30_000)) {
    const answer = await attempt();
    if (answer.kind !== "no-net") {
      say("Wird gesendet …");
      return answer;
    }
    say(waiting);
    await netOr(pause);
  }
}

/** Phones stop everything while they are locked: coming back to the page is a reason to try again, too. */
function netOr(pause: number): Promise<void> {
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
