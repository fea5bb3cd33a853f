// Questions put to the engine itself: a duty that code keeps is green because the engine refuses, not because we say so.
import type { Light } from "../../contract/ampel.ts";
import type { Words } from "../../contract/words.ts";
import type { ChannelPapers } from "../channel-papers/channel-papers.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Action, Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";
import { type Duty, lightOf } from "./light.ts";

/** An answer to a customer who wrote an hour ago and has the notice: what must go out on a channel in order. */
function replyFacts(channel: NonNullable<Facts["channel"]>, papers: Papers): Facts {
  return {
    channel,
    initiatedBy: "customer",
    inboundCount: 1,
    optInDocumented: false,
    noticeStatus: "delivered",
    consentAds: "none",
    consentIdleMonths: null,
    messageClass: "transactional",
    promoContent: false,
    hasTransactionalCore: true,
    deviceType: "business_registered",
    recipientIsEmployee: false,
    employeeRelation: "none",
    recipientAge: "adult",
    recipientType: "consumer",
    windowAgeHours: 1,
    templateCategory: null,
    avvStatus: papers.avvStatus,
    transferMechanism: papers.transferMechanism,
    dpfValid: papers.dpfValid,
    impressumStatus: papers.impressumStatus,
    recipients: 1,
    optOutHint: false,
    extra: { sccOnFile: papers.sccOnFile, impressumFailingDays: Math.min(papers.impressumFailingDays, 9_999) },
  };
}

type Papers = Pick<
  ChannelPapers,
  "avvStatus" | "transferMechanism" | "dpfValid" | "impressumStatus" | "sccOnFile" | "impressumFailingDays"
>;

/** May an answer leave on this channel today? */
export function askReply(channel: "whatsapp" | "webchat", papers: Papers): Verdict {
  return evaluate("send", replyFacts(channel === "whatsapp" ? "whatsapp_cloud" : "own_webchat", papers));
}

/** May the business begin a conversation, with opt-in and template? Only WhatsApp knows such a thing. */
export function askStart(papers: Papers): Verdict {
  const facts = replyFacts("whatsapp_cloud", papers);
  const opened = { initiatedBy: "business", inboundCount: 0, optInDocumented: true, windowAgeHours: null } as const;
  return evaluate("send", { ...facts, ...opened, templateCategory: "utility" });
}

const inOrder: Papers = {
  avvStatus: "complete",
  transferMechanism: "scc",
  dpfValid: true,
  impressumStatus: "complete",
  sccOnFile: true,
  impressumFailingDays: 0,
};
const plain = replyFacts("whatsapp_cloud", inOrder);
const advert: Facts = {
  ...plain,
  messageClass: "advertising",
  promoContent: true,
  hasTransactionalCore: false,
  optOutHint: true,
};

interface Probe {
  readonly duty: Omit<Duty, "fineDay" | "stops">;
  /** Each must be refused. */
  readonly asks: readonly (readonly [Action, Facts])[];
}

const probe = (
  duty: string,
  title: Words,
  basis: string,
  ruleIds: readonly string[],
  fine: Words,
  ...asks: readonly (readonly [Action, Facts])[]
): Probe => ({ duty: { duty, title, basis, rules: ruleIds, fine, next: null }, asks });

const unknown: Facts = { extra: {} };
const probes: readonly Probe[] = [
  probe(
    "first-contact",
    { de: "Der Kunde schreibt zuerst", en: "The customer writes first" },
    "Art. 5, 13 DSGVO, § 7 UWG",
    ["FC-1", "FC-2"],
    {
      de: "Ohne erste Nachricht oder belegten Wunsch beginnt Werkbote kein Gespräch.",
      en: "Without a first message or a proven wish Werkbote begins no conversation.",
    },
    ["send", { ...plain, initiatedBy: "business", inboundCount: 0, templateCategory: "utility" }],
  ),
  probe(
    "address-book",
    { de: "Kein Zugriff auf das Adressbuch", en: "No access to the address book" },
    "Art. 5, 25 DSGVO",
    ["AB-1"],
    {
      de: "Werkbote liest keine Adressbücher und nimmt keine Listen an.",
      en: "Werkbote reads no address books and takes no lists.",
    },
    ["sync_contacts", unknown],
    ["import_addressbook", { extra: { actorRole: "owner" } }],
  ),
  probe(
    "advertising",
    { de: "Werbung nur mit Einwilligung", en: "Advertising with consent only" },
    "§ 7 UWG, Art. 7 DSGVO",
    ["AD-1", "AD-2"],
    {
      de: "Werbung ohne Einwilligung hält Werkbote an, auch den Weihnachtsgruß.",
      en: "Werkbote holds back advertising without consent, a Christmas greeting too.",
    },
    ["send", advert],
  ),
  probe(
    "bulk",
    { de: "Kein Massenversand", en: "No mass sending" },
    "WhatsApp Policy, Art. 25 DSGVO",
    ["MS-1", "MS-3"],
    {
      de: "Rundsendungen und Gruppen mit Kunden gibt es nicht.",
      en: "There are no broadcasts and no groups with customers.",
    },
    [
      "send",
      { ...advert, consentAds: "granted", consentIdleMonths: 1, templateCategory: "marketing", recipients: 120 },
    ],
    ["create_group", plain],
  ),
  probe(
    "staff",
    { de: "Kein WhatsApp im Team", en: "No WhatsApp within the team" },
    "Art. 32 DSGVO, § 26 BDSG",
    ["IN-1"],
    {
      de: "An Kolleginnen und Kollegen geht über WhatsApp nichts hinaus.",
      en: "Nothing leaves for colleagues over WhatsApp.",
    },
    ["send", { ...plain, recipientIsEmployee: true, employeeRelation: "staff" }],
  ),
  probe(
    "photos",
    { de: "Fotos ohne Standort", en: "Photos without location" },
    "Art. 5, 25 DSGVO",
    ["PH-1"],
    {
      de: "Standort und Gerät werden aus jedem Foto entfernt.",
      en: "Location and device are removed from every photo.",
    },
    ["store_media", { ...plain, extra: { hasGps: true } }],
  ),
];

/** Duties the engine keeps by itself. Red if it would let a single one of the forbidden things through. */
export function engineLights(today: string): Light[] {
  return probes.map(({ duty, asks }) => {
    const through = asks.some(([action, facts]) => evaluate(action, facts).verdict === "allow");
    const broken = [
      {
        level: "red",
        sentence: {
          de: "Diese Regel greift nicht. Bitte nichts senden und Hilfe holen.",
          en: "This rule does not hold. Please send nothing and get help.",
        },
      },
    ] as const;
    return lightOf({ ...duty, stops: null, fineDay: { what: "checked", on: today } }, through ? broken : []);
  });
}

/** True when the engine refuses private and unknown devices (DV-1). */
export function refusesPrivateDevices(): boolean {
  const asks = [evaluate("open_inbox", { deviceType: "private", extra: {} }), evaluate("open_inbox", unknown)];
  return asks.every(({ verdict }) => verdict !== "allow");
}
