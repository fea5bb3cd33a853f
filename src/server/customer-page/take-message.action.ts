import type { Channel } from "../channels/channel.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { checkFirst, checkReply, type FieldProblem, photosAgain } from "./check-form.ts";
import { dropFiles, type ReadForm } from "./read-form.adapter.ts";
import { type CustomerReceived, receiveFromCustomer } from "./receive-from-customer.action.ts";
import { settleFiles } from "./settle-files.action.ts";
import type { Visit } from "./visit.adapter.ts";

export type Taken =
  | { readonly kind: "incomplete"; readonly problems: readonly FieldProblem[] }
  | { readonly kind: "taken"; readonly received: CustomerReceived; readonly notes: readonly string[] };

/**
 * Takes a form of the customer page: checks it, stores message and files, and says in German which files did not
 * make it. Nothing that was typed is lost by a problem with a file.
 */
export async function takeMessage(
  deps: Deps,
  webchat: Channel,
  { page, session, secret }: Pick<Visit, "page" | "session" | "secret">,
  read: ReadForm,
): Promise<Taken> {
  const { form, files } = read;
  const problems = session === undefined ? checkFirst(form, files.length) : checkReply(form, files.length);
  if (problems.length > 0) {
    await dropFiles(deps, page.tenantId, files);
    return { kind: "incomplete", problems: files.length > 0 ? [...problems, photosAgain] : problems };
  }
  const received = await receiveFromCustomer(deps, { page, session, secret, form, files }).catch(
    async (error: unknown) => {
      // Refused for certain. After a commit that nobody answered the night looks which files are needed.
      if (error instanceof Problem) await dropFiles(deps, page.tenantId, files);
      throw error;
    },
  );
  if (!received.fresh) await dropFiles(deps, page.tenantId, files);
  const { messageId } = received;
  const refused = await settleFiles(deps, webchat, page.tenantId, { messageId, files: received.fresh ? files : [] });
  return { kind: "taken", received, notes: [...read.problems, ...refused] };
}
