import { Dice } from "./random.ts";

/**
 * What a run does, fixed by its seed before anything starts. A lane is one sender of webhooks: it waits for the 200 of
 * one delivery before it sends the next, so that within a conversation the order of sending is known.
 */
export interface PlanOptions {
  readonly seed: number;
  readonly deliveries: number;
  readonly kills: number;
  readonly dbCrashes: number;
  readonly lanes: number;
  readonly sendersPerLane: number;
  /** Of a hundred deliveries, so many come again. */
  readonly duplicates: number;
}

export interface PlannedMessage {
  readonly sender: number;
  /** Place in the conversation, by the sender's count: 0, 1, 2 … */
  readonly seq: number;
  readonly externalId: string;
  readonly text: string;
}

export interface PlannedDelivery {
  readonly id: number;
  readonly messages: readonly PlannedMessage[];
  /** Receipts for messages nobody knows; they have to wait, and each only once. */
  readonly strayReceipts: readonly string[];
}

/** `twin`: sent twice in the same moment. `again`: the same bytes later. `rebatch`: known messages in new bytes. */
export type Step =
  | { readonly kind: "first"; readonly delivery: number; readonly twin: boolean }
  | { readonly kind: "again"; readonly delivery: number }
  | { readonly kind: "rebatch"; readonly deliveries: readonly [number, number] };

/** A blow falls when so many deliveries have their 200, after a short wait. */
interface Blow {
  readonly atAcked: number;
  readonly afterMs: number;
  readonly kind: "server" | "server-while-starting" | "postmaster" | "immediate-stop" | "backend";
}

export interface Plan {
  readonly options: PlanOptions;
  readonly deliveries: readonly PlannedDelivery[];
  readonly lanes: readonly (readonly Step[])[];
  readonly blows: readonly Blow[];
  readonly senders: number;
  /** First sendings and repetitions together. */
  readonly steps: number;
}

const words: readonly [string, ...string[]] = [
  "Der Heizkörper im Bad tropft",
  "Können Sie morgen früh kommen",
  "Die Therme zeigt F28 und bleibt kühl",
  "Grüße aus der Weißenburger Straße",
  "Schlüssel liegt beim Nachbarn Özdemir",
  "Danke, das hat prima geklappt 👍",
  "Es riecht muffig 🤢 unterm Spülbecken",
  "Foto vom Typenschild: ZSB14-4.E ✅",
  "Rückruf bitte erst nach 17 Uhr 🕔",
  "Familie Müller-Größmann 👨‍👩‍👧‍👦, 3. Stock",
];

export function makePlan(options: PlanOptions): Plan {
  const dice = new Dice(options.seed);
  const deliveries: PlannedDelivery[] = [];
  const lanes: Step[][] = Array.from({ length: options.lanes }, () => []);
  const counts = new Map<number, number>();
  for (let id = 0; id < options.deliveries; id++) {
    const lane = dice.int(options.lanes);
    deliveries.push(makeDelivery(options, dice, id, lane, counts));
    lanes[lane]?.push({ kind: "first", delivery: id, twin: dice.chance((options.duplicates / 100) * 0.4) });
  }
  const withRepetitions = lanes.map((steps) => repeat(options, dice, steps));
  return {
    options,
    deliveries,
    lanes: withRepetitions,
    blows: makeBlows(options, dice),
    senders: options.lanes * options.sendersPerLane,
    steps: withRepetitions.flat().reduce((sum, step) => sum + (step.kind === "first" && step.twin ? 2 : 1), 0),
  };
}

function makeDelivery(
  options: PlanOptions,
  dice: Dice,
  id: number,
  lane: number,
  counts: Map<number, number>,
): PlannedDelivery {
  const many = dice.chance(0.08) ? 2 + dice.int(4) : 1;
  const messages = Array.from({ length: many }, (_, part) => {
    const sender = lane * options.sendersPerLane + dice.int(options.sendersPerLane);
    const seq = counts.get(sender) ?? 0;
    counts.set(sender, seq + 1);
    const text = `${dice.pick(words)} (${id}.${part}, ${seq}. Nachricht)`;
    return { sender, seq, externalId: `wamid.${options.seed}.${id}.${part}`, text };
  });
  const strayReceipts = dice.chance(0.04) ? [`wamid.stray.${options.seed}.${id}`] : [];
  return { id, messages, strayReceipts };
}

/** Mixes late repetitions into a lane: most soon, some long after. */
function repeat(options: PlanOptions, dice: Dice, steps: readonly Step[]): Step[] {
  const due = new Map<number, Step[]>();
  const probability = (options.duplicates / 100) * 0.6;
  for (const [at, step] of steps.entries()) {
    if (step.kind !== "first" || !dice.chance(probability)) continue;
    const wait = dice.chance(0.7) ? 1 + dice.int(10) : 1 + dice.int(steps.length);
    const when = Math.min(steps.length - 1, at + wait);
    const before = steps[dice.int(at + 1)];
    const rebatch = dice.chance(0.3) && before?.kind === "first" && before.delivery !== step.delivery;
    const again: Step = rebatch
      ? { kind: "rebatch", deliveries: [before.delivery, step.delivery] }
      : { kind: "again", delivery: step.delivery };
    due.set(when, [...(due.get(when) ?? []), again]);
  }
  return steps.flatMap((step, at) => [step, ...(due.get(at) ?? [])]);
}

function makeBlows(options: PlanOptions, dice: Dice): Blow[] {
  const crashes = ["postmaster", "immediate-stop", "backend"] as const;
  const kinds: Blow["kind"][] = [
    ...Array.from({ length: options.kills }, (_, i) => (i % 8 === 5 ? "server-while-starting" : "server")),
    ...Array.from({ length: options.dbCrashes }, (_, i) => crashes[i % crashes.length] ?? "postmaster"),
  ];
  // The last tenth falls when everything is acknowledged and the backlog is still being worked off.
  return kinds
    .map((kind) => ({
      kind,
      atAcked: Math.min(options.deliveries, Math.floor(dice.next() * options.deliveries * 1.1)),
      afterMs: dice.int(kind === "server-while-starting" ? 1_000 : 60),
    }))
    .sort((a, b) => a.atAcked - b.atAcked);
}
