// What is missing in a notice, in sentences, each with the step where it is entered.
import type { BusinessFields, MissingThing, SetupStep } from "../../contract/setup.ts";
import { missingFields, type NoticeFields, type NoticeKey } from "./notice-fields.ts";

const sentences: Partial<Record<NoticeKey, readonly [string, SetupStep]>> = {
  controllerName: ["Es fehlt der Name des Betriebs.", "business"],
  controllerAddress: ["Es fehlt die Anschrift des Betriebs.", "business"],
  controllerContact: ["Es fehlen Telefon und E-Mail des Betriebs.", "business"],
  complaintAuthority: ["Es fehlt das Bundesland. Davon hängt die Aufsichtsbehörde ab.", "business"],
  alternativeChannel: ["Es fehlt ein anderer Weg zu euch, zum Beispiel das Telefon.", "business"],
  dpo: ["Es fehlt die Angabe, ob es Datenschutzbeauftragte gibt, und wie man sie erreicht.", "notice"],
  recipients: ["Es fehlt, wer die Daten bekommt. Das steht im Verzeichnis der Verträge.", "processors"],
  thirdCountry: ["Es fehlt die Grundlage für Daten, die in die USA gehen.", "processors"],
  channelSpecific: ["Es fehlt die Bestätigung, wer auf diesem Kanal was erfährt.", "metadata"],
};

/** One sentence per empty mandatory field, and for the time of answering, which the first reply names. */
export function missingInNotice(fields: NoticeFields, business: Pick<BusinessFields, "replyTime">): MissingThing[] {
  const replyTime: MissingThing[] =
    business.replyTime === ""
      ? [{ token: "notice.replyTime", sentence: "Es fehlt, wann ihr antwortet.", step: "business" }]
      : [];
  const missing = missingFields(fields).map((key) => {
    const [sentence, step] = sentences[key] ?? (["Im Hinweis fehlt eine Pflichtangabe.", "notice"] as const);
    return { token: `notice.${key}`, sentence, step };
  });
  return [...missing, ...replyTime];
}
