import type { ChannelKind } from "../../contract/ids.ts";
import type { RequestKind } from "../../contract/subject-requests.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { hour } from "../platform/instant.ts";
import type { ContactKey } from "../platform/seal.ts";
import { loadSteps, type StepRow } from "./consent.store.ts";
import { type ConsentStanding, type ConsentStep, consentStanding, openQuestion, type StepState } from "./consent.ts";
import { type ConsentLife, shippedLife } from "./consent-life.ts";
import { readButton } from "./consent-texts.ts";
import type { ConsentWords } from "./consent-words.ts";
import { type AnswerToKeep, decideConsent } from "./decide-consent.action.ts";
import { judgeAnswer, type Worth } from "./judge-answer.ts";
import { readLife } from "./read-life.action.ts";
import { type NewStep, recordStep } from "./record-step.action.ts";

/** A message that just came in, as far as a consent needs it. */
export interface IncomingAnswer {
  readonly identityId: string;
  readonly key: ContactKey;
  readonly messageId: string;
  readonly text: string;
  /** What the text says by itself. */
  readonly words: ConsentWords;
  /** Rights to their data that the text uses (Art. 15 to 21): half an answer in it is asked about by nobody. */
  readonly requests: readonly RequestKind[];
  /** What we put behind the pressed button. */
  readonly button?: string;
}

/** What a message did to a consent; nothing is answered to what changed nothing. */
export interface Effect<T extends IncomingAnswer> {
  readonly incoming: T;
  readonly worth: Exclude<Worth, "none"> | "reopened";
  /** It changed where the consent stands: the first STOPP is confirmed, the second is only kept. */
  readonly changed: boolean;
}

interface Course {
  readonly ads: ConsentStep[];
  readonly life: ConsentLife;
  readonly contact: ConsentStep[];
  /** Id of the question that is open. */
  questionId: string | undefined;
  /** What is on file of a consent given elsewhere. */
  proof: AnswerToKeep["proof"];
}

const emptyCourse = (life: ConsentLife = shippedLife): Course => ({
  ads: [],
  life,
  contact: [],
  questionId: undefined,
  proof: undefined,
});

const proofs: Readonly<Record<string, AnswerToKeep["proof"]>> = {
  paper: "paper_other",
  form: "web_form",
  phone: "phone_note",
};

/** The steps of these identities' consents so far, in their order. */
export async function stepsSoFar(tx: Tx, identityIds: readonly string[]): Promise<StepRow[]> {
  return await loadSteps(tx, identityIds);
}

/**
 * Judges what came in, one by one in the order of arrival, and records it in the same transaction (AD-5, AD-7). Most
 * messages say nothing about a consent and cost nothing here.
 * @param steps of the identities, read while the caller holds them
 */
export async function recordAnswers<T extends IncomingAnswer>(
  deps: Deps,
  tx: Tx,
  account: { readonly tenantId: string; readonly kind: ChannelKind },
  incoming: readonly T[],
  steps: readonly StepRow[],
): Promise<Effect<T>[]> {
  const courses = await coursesOf(tx, account, steps);
  const effects: Effect<T>[] = [];
  for (const one of incoming) {
    const course = courses.get(one.identityId) ?? emptyCourse();
    courses.set(one.identityId, course);
    const effect = await recordOne(deps, tx, account, one, course);
    if (effect) effects.push(effect);
  }
  return effects;
}

async function coursesOf(
  tx: Tx,
  { tenantId, kind }: { readonly tenantId: string; readonly kind: ChannelKind },
  steps: readonly StepRow[],
): Promise<Map<string, Course>> {
  const courses = new Map<string, Course>();
  const rows = steps.filter(({ channelKind }) => channelKind === kind);
  if (rows.length === 0) return courses;
  const life = await readLife(tx, tenantId);
  for (const row of rows) {
    const course = courses.get(row.identityId) ?? emptyCourse(life);
    courses.set(row.identityId, course);
    const { state, at, purpose, proof } = row;
    if (state === "pending") course.proof = proofs[row.method];
    (purpose === "advertising" ? course.ads : course.contact).push({ state, at });
    if (state === "asked") course.questionId = Reflect.get(Object(proof), "questionMessageId");
  }
  return courses;
}

async function recordOne<T extends IncomingAnswer>(
  deps: Deps,
  tx: Tx,
  account: { readonly tenantId: string; readonly kind: ChannelKind },
  one: T,
  course: Course,
): Promise<Effect<T> | undefined> {
  const now = deps.clock.now();
  const standing = consentStanding(course.ads, now, course.life);
  const add = async (state: StepState, purpose: "advertising" | "contact", method: NewStep["method"]) => {
    await recordStep(deps, tx, {
      tenantId: account.tenantId,
      identityId: one.identityId,
      channelKind: account.kind,
      purpose,
      state,
      method,
      proof: {
        answerMessageId: one.messageId,
        ...(course.questionId === undefined ? {} : { questionMessageId: course.questionId }),
      },
      words: { answer: one.text },
      key: one.key,
    });
    (purpose === "advertising" ? course.ads : course.contact).push({ state, at: now });
  };
  const decide = async (answer: AnswerToKeep["answer"], method: AnswerToKeep["method"]): Promise<boolean> => {
    const verdict = await decideConsent(deps, tx, {
      tenantId: account.tenantId,
      identityId: one.identityId,
      channelKind: account.kind,
      before: standing.state,
      actor: { kind: "contact", id: null, deviceId: null },
      messageId: one.messageId,
      ...(answer === undefined ? {} : { answer }),
      ...(method === undefined ? {} : { method }),
      ...(standing.state === "pending" && course.proof !== undefined ? { proof: course.proof } : {}),
    });
    return verdict.verdict === "allow";
  };
  const means: Means<T> = { one, standing, course, add, decide, now };
  if (one.words.saysStart) return await begin(means);
  // It answers another question (SC-1): no word about adverts.
  if (one.words.agreesToKeep) return undefined;
  const pressed = readButton(one.button);
  const own = pressed !== undefined && pressed.questionId === course.questionId ? pressed.answer : null;
  const open = openQuestion(course.ads, now);
  // A foreign button, or one of an older question, is no answer to this one; where it says stop, it is heard (AD-7).
  if (one.button !== undefined && own === null)
    return stops.has(one.words.unasked) ? await keep(one.words.unasked, means, "chat") : undefined;
  if (own === null && open.context === "other") return await keep(one.words.unasked, means, "chat");
  const { worth } = judgeAnswer({
    text: one.text,
    context: open.context === "other" ? "after_consent_question" : open.context,
    button: own,
    hoursSinceQuestion: open.hours ?? hoursSinceAsked(standing, now),
  });
  if (worth === "ambiguous" && one.requests.length > 0) return undefined;
  return await keep(worth, means, own === null ? "chat" : "button");
}

const stops: ReadonlySet<Worth> = new Set(["withdrawn", "all_stop"]);

const hoursSinceAsked = ({ askedAt }: ConsentStanding, now: Date): number | null =>
  askedAt === null ? null : (now.getTime() - askedAt.getTime()) / hour;

/** A message, what is known of its consents, and the ways to write down what it does to them. */
interface Means<T> {
  readonly one: T;
  readonly standing: ConsentStanding;
  readonly course: Course;
  readonly add: (state: StepState, purpose: "advertising" | "contact", method: NewStep["method"]) => Promise<void>;
  /** Whether the policy lets this answer be kept as a consent; the decision is kept either way. */
  readonly decide: (answer: AnswerToKeep["answer"], method: AnswerToKeep["method"]) => Promise<boolean>;
  readonly now: Date;
}

/** START: writing is welcome again, and a consent on paper waits for no more. */
async function begin<T extends IncomingAnswer>(means: Means<T>): Promise<Effect<T> | undefined> {
  const { one, standing, course, add, decide, now } = means;
  const closed = consentStanding(course.contact, now, shippedLife).state === "withdrawn";
  if (closed) await add("granted", "contact", "keyword");
  if (standing.state === "pending" && (await decide("START", "text"))) {
    await add("granted", "advertising", "keyword");
    return { incoming: one, worth: "granted", changed: true };
  }
  return closed ? { incoming: one, worth: "reopened", changed: true } : undefined;
}

async function keep<T extends IncomingAnswer>(
  worth: Worth,
  { one, standing, course, add, decide, now }: Means<T>,
  method: "chat" | "button",
): Promise<Effect<T> | undefined> {
  const by = method === "button" ? "button" : "text";
  const effect = (changed: boolean): Effect<T> | undefined =>
    worth === "none" ? undefined : { incoming: one, worth, changed };
  switch (worth) {
    case "none":
      // After the clarifying question an unclear answer ends the matter (AD-5): there is no third one.
      if (standing.state === "ambiguous" && standing.clarified && one.text.trim() !== "" && isHalfhearted(one.text))
        await add("lapsed", "advertising", method);
      return undefined;
    case "granted": {
      if (standing.state === "granted") return effect(false);
      // Refused by the policy (a minor, SC-3): it is written down, gives nothing, and people look.
      const may = await decide(by === "button" ? "JA GERN" : "JA WERBUNG", by);
      await add(may ? "granted" : "check", "advertising", method);
      return may ? effect(true) : undefined;
    }
    case "refused": {
      // A no to the old question, pressed again, takes a consent given since then back all the same.
      const state = standing.state === "granted" || standing.state === "withdrawn" ? "withdrawn" : "refused";
      await decide("NEIN", by);
      await add(state, "advertising", method);
      return effect(standing.state !== state);
    }
    case "withdrawn":
      await add("withdrawn", "advertising", "keyword");
      return effect(standing.state !== "withdrawn");
    case "all_stop": {
      const closed = consentStanding(course.contact, now, shippedLife).state === "withdrawn";
      await add("withdrawn", "advertising", "keyword");
      await add("withdrawn", "contact", "keyword");
      return effect(!closed);
    }
    case "ambiguous":
      if (standing.state === "granted" || standing.state === "ambiguous") return undefined;
      await decide(undefined, by);
      await add("ambiguous", "advertising", method);
      return effect(true);
    case "staff_check":
      await add("check", "advertising", "keyword");
      return effect(true);
  }
}

const isHalfhearted = (text: string): boolean =>
  judgeAnswer({ text, context: "after_consent_question", button: null, hoursSinceQuestion: 0 }).worth === "ambiguous";
