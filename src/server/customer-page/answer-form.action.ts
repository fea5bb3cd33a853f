import type { Channel } from "../channels/channel.ts";
import type { Deps } from "../platform/deps.ts";
import type { FormRequest } from "../platform/http/multipart.adapter.ts";
import { forCustomer, Problem } from "../platform/problem.ts";
import { photosAgain } from "./check-form.ts";
import type { CustomerPage } from "./customer-page.ts";
import { closedSentence } from "./first-view.ts";
import type { PageAssets } from "./frame-view.ts";
import { dropFiles, type ReadForm, readForm } from "./read-form.adapter.ts";
import { firstDocument } from "./render-page.ts";
import { signedOut } from "./signed-out.action.ts";
import { slowDown } from "./slow-down.action.ts";
import { type Taken, takeMessage } from "./take-message.action.ts";
import { talkDocument } from "./talk-document.action.ts";
import { isOfAnother, type Visit } from "./visit.adapter.ts";

/** What a browser without a script gets after it sent a form. */
export type FormAnswer =
  | { readonly kind: "redirect"; readonly to: string; readonly secret?: string | undefined }
  | { readonly kind: "page"; readonly status: 200 | 422; readonly text: string; readonly secret?: string | undefined };

export interface FormParts {
  readonly assets: PageAssets;
  readonly webchat: Channel;
}

/** The first message. What is missing comes back as the same page with what was typed. */
export async function answerFirst(
  deps: Deps,
  parts: FormParts,
  visit: Visit,
  request: FormRequest,
): Promise<FormAnswer> {
  const { page } = visit;
  heedClosed(page);
  await slowDown(deps, page.tenantId, visit.session ? "reply" : "first", visit.caller);
  const read = await readForm(deps, page.tenantId, request, visit.session?.sessionId);
  const taken = await takeMessage(deps, parts.webchat, visit, read);
  if (taken.kind === "incomplete") {
    const form = { formKey: read.form.formKey, given: read.form, problems: taken.problems };
    return {
      kind: "page",
      status: 422,
      text: firstDocument({ page, assets: parts.assets, now: deps.clock.now() }, form),
    };
  }
  const { received, notes } = taken;
  const { secret } = received;
  if (notes.length === 0) return { kind: "redirect", to: `/k/${page.slug}/gespraech`, secret };
  return {
    kind: "page",
    status: 200,
    text: await talkDocument(deps, { page, session: received, assets: parts.assets, notes, taken: true }),
    secret,
  };
}

/** Every later message. Throws `gone` when the visit is over. */
export async function answerReply(
  deps: Deps,
  parts: FormParts,
  visit: Visit,
  request: FormRequest,
): Promise<FormAnswer> {
  const { page, session } = visit;
  if (!session) throw await leftOutside(deps, visit);
  heedClosed(page);
  await slowDown(deps, page.tenantId, "reply", visit.caller);
  const read = await readForm(deps, page.tenantId, request, session.sessionId);
  if (isOfAnother(visit, read.form.talk)) throw await leftOutside(deps, visit, read);
  const taken = await takeMessage(deps, parts.webchat, visit, read);
  const incomplete = taken.kind === "incomplete";
  const notes = incomplete ? taken.problems.map((one) => one.sentence) : taken.notes;
  if (notes.length === 0) return { kind: "redirect", to: `/k/${page.slug}/gespraech#neu` };
  const shown = { page, session, assets: parts.assets, notes, taken: !incomplete, given: incomplete ? read.form : {} };
  return { kind: "page", status: incomplete ? 422 : 200, text: await talkDocument(deps, shown) };
}

/** The same for the page's script: throws `bad-input` with a sentence per field, `gone` for an answer whose visit is over. */
export async function answerScript(
  deps: Deps,
  webchat: Channel,
  visit: Visit,
  request: FormRequest,
): Promise<Extract<Taken, { kind: "taken" }>> {
  const { page, session, caller } = visit;
  heedClosed(page);
  await slowDown(deps, page.tenantId, session ? "reply" : "first", caller);
  const read = await readForm(deps, page.tenantId, request, session?.sessionId);
  if ((!session && read.form.reply !== undefined) || isOfAnother(visit, read.form.talk))
    throw await leftOutside(deps, visit, read);
  const taken = await takeMessage(deps, webchat, visit, read);
  if (taken.kind === "taken") return taken;
  // The script still holds the photos.
  const typed = taken.problems.filter((one) => one !== photosAgain);
  const fields = Object.fromEntries(typed.map((one) => [one.field, forCustomer(one.sentence)]));
  throw new Problem("bad-input", { detail: forCustomer("Es fehlt noch etwas. Ihr Text ist noch da."), fields });
}

async function leftOutside(deps: Deps, { page, secret }: Visit, read?: ReadForm): Promise<Problem> {
  const { tenantId } = page;
  if (read) await dropFiles(deps, tenantId, read.files);
  return await deps.db.withTenant(tenantId, (tx) => signedOut(tx, tenantId, secret));
}

/** It may have been stopped while somebody wrote. */
function heedClosed({ open, fields }: CustomerPage): void {
  if (!open) throw new Problem("channel-disabled", { detail: forCustomer(closedSentence(fields)) });
}
