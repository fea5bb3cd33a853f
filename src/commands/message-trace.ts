import { isUuid } from "../contract/uuid.ts";
import { traceMessage } from "../server/outbound/trace-message.action.ts";
import { type Call, out, print, say, withStoreOrBeside } from "./terminal.ts";
import { traceLines } from "./trace-lines.ts";

/** Which way a message took, for whoever is asked why it did not arrive: times, verdicts and error codes alone. */
export async function traceOne({ words: [id = ""], options }: Call): Promise<number> {
  return await withStoreOrBeside(async (deps) => {
    const trace = isUuid(id) ? await traceMessage(deps, id) : undefined;
    if (!trace) {
      say("Eine Nachricht mit dieser Kennung gibt es hier nicht (mehr). Die Kennung steht unten in ihrem Nachweis.");
      return 2;
    }
    if (options.json === true) return print([trace]);
    for (const line of traceLines(trace)) out(line);
    return 0;
  });
}
