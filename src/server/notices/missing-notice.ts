// What is missing in a notice, in sentences, each with the step where it is entered.
import type { BusinessFields, MissingThing, SetupStep } from "../../contract/setup.ts";
import type { Words } from "../../contract/words.ts";
import { missingFields, type NoticeFields, type NoticeKey } from "./notice-fields.ts";
import { maxShortText } from "./render-notice.ts";

const sentences: Partial<Record<NoticeKey, readonly [Words, SetupStep]>> = {
  controllerName: [{ de: "Es fehlt der Name des Betriebs.", en: "The name of the business is missing." }, "business"],
  controllerAddress: [
    { de: "Es fehlt die Anschrift des Betriebs.", en: "The address of the business is missing." },
    "business",
  ],
  controllerContact: [
    { de: "Es fehlt Telefon oder E-Mail des Betriebs.", en: "Phone or email of the business is missing." },
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

/**
 * One sentence per empty mandatory field, for the time of answering, which the first reply names, and for a first reply
 * that is too long.
 * @param shown the first reply as people would read it, with the address of the installation
 */
export function missingInNotice(
  fields: NoticeFields,
  { replyTime }: Pick<BusinessFields, "replyTime">,
  shown: string,
): MissingThing[] {
  const missing = missingFields(fields).map((key): MissingThing => {
    const [sentence, step] =
      sentences[key] ??
      ([
        { de: "Im Hinweis fehlt eine Pflichtangabe.", en: "A mandatory detail is missing in the notice." },
        "notice",
      ] as const);
    return { token: `notice.${key}`, sentence, step };
  });
  if (replyTime === "") missing.push(noReplyTime);
  return shown.length > maxShortText ? [...missing, tooLong] : missing;
}

const noReplyTime: MissingThing = {
  token: "notice.replyTime",
  sentence: { de: "Es fehlt, wann ihr antwortet.", en: "When you answer is not entered yet." },
  step: "business",
};
const tooLong: MissingThing = {
  token: "notice.too-long",
  sentence: {
    de: "Die erste Antwort ist zu lang. Bitte Name oder Antwortzeit kürzen.",
    en: "The first answer is too long. Please shorten name or reply time.",
  },
  step: "business",
};
