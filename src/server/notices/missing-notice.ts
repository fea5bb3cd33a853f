// What is missing in a notice, in sentences, each with the step where it is entered.
import type { BusinessFields, MissingThing, SetupStep } from "../../contract/setup.ts";
import type { Words } from "../../contract/words.ts";
import { missingFields, type NoticeFields, type NoticeKey } from "./notice-fields.ts";

const sentences: Partial<Record<NoticeKey, readonly [Words, SetupStep]>> = {
  controllerName: [{ de: "Es fehlt der Name des Betriebs.", en: "The name of the business is missing." }, "business"],
  controllerAddress: [
    { de: "Es fehlt die Anschrift des Betriebs.", en: "The address of the business is missing." },
    "business",
  ],
  controllerContact: [
    { de: "Es fehlen Telefon und E-Mail des Betriebs.", en: "Phone and email of the business are missing." },
    "business",
  ],
  complaintAuthority: [
    {
      de: "Es fehlt das Bundesland. Davon hängt die Aufsichtsbehörde ab.",
      en: "The federal state is missing. The supervisory authority depends on it.",
    },
    "business",
  ],
  alternativeChannel: [
    {
      de: "Es fehlt ein anderer Weg zu euch, zum Beispiel das Telefon.",
      en: "Another way to reach you is missing, for example the phone.",
    },
    "business",
  ],
  dpo: [
    {
      de: "Es fehlt die Angabe, ob es Datenschutzbeauftragte gibt, und wie man sie erreicht.",
      en: "Please say whether there is a data protection officer, and how to reach them.",
    },
    "notice",
  ],
  recipients: [
    {
      de: "Es fehlt, wer die Daten bekommt. Das steht im Verzeichnis der Verträge.",
      en: "Who gets the data is not entered yet. The register of contracts says it.",
    },
    "processors",
  ],
  thirdCountry: [
    {
      de: "Es fehlt die Grundlage für Daten, die die EU verlassen.",
      en: "The legal basis for data that leave the EU is missing.",
    },
    "processors",
  ],
  channelSpecific: [
    {
      de: "Es fehlt die Bestätigung, wer auf diesem Kanal was erfährt.",
      en: "Nobody has confirmed who learns what on this channel.",
    },
    "metadata",
  ],
};

/** One sentence per empty mandatory field, and for the time of answering, which the first reply names. */
export function missingInNotice(fields: NoticeFields, business: Pick<BusinessFields, "replyTime">): MissingThing[] {
  const replyTime: MissingThing[] =
    business.replyTime === ""
      ? [
          {
            token: "notice.replyTime",
            sentence: { de: "Es fehlt, wann ihr antwortet.", en: "When you answer is not entered yet." },
            step: "business",
          },
        ]
      : [];
  const missing = missingFields(fields).map((key) => {
    const [sentence, step] =
      sentences[key] ??
      ([
        { de: "Im Hinweis fehlt eine Pflichtangabe.", en: "A mandatory detail is missing in the notice." },
        "notice",
      ] as const);
    return { token: `notice.${key}`, sentence, step };
  });
  return [...missing, ...replyTime];
}
