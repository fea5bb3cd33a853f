// The Ampel: facts in, lights out. Red is what the engine stops; receiving never stops.
import type { ChannelLight, Light } from "../../contract/ampel.ts";
import type { SetupChannel } from "../../contract/setup-papers.ts";
import { type AccountabilityFacts, accountabilityLights } from "./accountability-lights.ts";
import { type HouseFacts, houseLights } from "./house-lights.ts";
import { worstLevel } from "./light.ts";
import { type PaperFacts, paperLights } from "./paper-lights.ts";
import { askReply, askStart, engineLights } from "./probes.ts";

interface AccountFacts {
  readonly channel: SetupChannel;
  readonly label: string;
  readonly state: "draft" | "live" | "stopped";
}

export interface AmpelFacts extends PaperFacts, HouseFacts, AccountabilityFacts {
  readonly accounts: readonly AccountFacts[];
}

/** The duties in the order of the article. */
const order = [
  "first-contact",
  "notice",
  "imprint",
  "agreements",
  "transfer",
  "metadata",
  "address-book",
  "advertising",
  "consent-use",
  "bulk",
  "devices",
  "staff",
  "photos",
  "backup",
  "requests",
  "incidents",
];

export function ampelLights(facts: AmpelFacts): { channels: ChannelLight[]; lights: Light[] } {
  const all = [
    ...paperLights(facts),
    ...engineLights(facts.today),
    ...houseLights(facts),
    ...accountabilityLights(facts),
  ];
  const place = ({ duty }: Light) => (order.includes(duty) ? order.indexOf(duty) : order.length);
  // What has no day of its own was looked at just now: each duty shows a date.
  const dated = all.map((light): Light => ({ ...light, day: light.day ?? { what: "checked", on: facts.today } }));
  const lights = dated.toSorted((a, b) => place(a) - place(b));
  return { lights, channels: facts.accounts.map((account) => channelLight(account, facts, lights)) };
}

const channelsPage = { label: { de: "Zu den Kanälen", en: "To the channels" }, href: "/einrichten/kanaele" };

/** One account, as the engine would decide about an answer and a beginning today. */
function channelLight(
  { channel, label, state }: AccountFacts,
  facts: AmpelFacts,
  lights: readonly Light[],
): ChannelLight {
  const papers = facts.channels.find((one) => one.channel === channel)?.papers;
  const base = { channel, label };
  if (state !== "live" || papers === undefined) {
    const sentence =
      state === "stopped"
        ? { de: "Angehalten. Es geht nichts hinaus.", en: "Stopped. Nothing leaves." }
        : { de: "Noch nicht freigeschaltet. Es geht nichts hinaus.", en: "Not opened yet. Nothing leaves." };
    return { ...base, level: "red", sentence, mayStart: channel === "whatsapp" ? false : null, next: channelsPage };
  }
  const reply = askReply(channel, papers);
  const mayStart = channel === "whatsapp" ? askStart(papers).verdict === "allow" : null;
  if (reply.verdict !== "allow") {
    const why = lights.find((light) => light.level === "red" && light.channels.includes(channel));
    return {
      ...base,
      level: "red",
      sentence: { de: "Heute nicht. Empfangen geht weiter.", en: "Not today. Receiving goes on." },
      mayStart,
      next: why?.next ?? channelsPage,
    };
  }
  if (mayStart === false) {
    const sentence = { de: "Antworten ja, neue Gespräche nein.", en: "Answers yes, new conversations no." };
    return {
      ...base,
      level: "amber",
      sentence,
      mayStart,
      next: { label: { de: "Zum Impressum", en: "To the legal notice (Impressum)" }, href: "/einrichten/impressum" },
    };
  }
  const due = worstLevel(lights.filter(({ level }) => level === "amber").map(({ level }) => level));
  const sentence =
    due === "amber"
      ? { de: "Ja, heute. Bald ist etwas fällig.", en: "Yes, today. Something is due soon." }
      : { de: "Ja, heute.", en: "Yes, today." };
  return { ...base, level: "green", sentence, mayStart, next: null };
}
