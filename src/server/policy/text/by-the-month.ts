// What is paid by the month for a service to come: an offer (AD-1), unless the customer asked or has it already.
import { either } from "./cue.ts";
import { readable, sentences } from "./normalise.ts";

const thing =
  /([\w-]*(wartung|service|pflege|schutz|inspektion|betreuung|reinigung|notdienst|garantie|sorglos|komfort|premium|winterdienst)[\w-]*(vertrag|paket|plan|tarif)|([\w-]+-)?abo(nnement)?|([\w-]+-)?flatrate|\w*mitgliedschaft|schutzbrief)s?\b/
    .source;
const money = /\d+([.,]\d+)? ?(euro|eur|€)/.source;
const time = /(monat(lich)?|jahr|jaehrlich|jaehrl|mtl|quartal|vierteljahr|vierteljaehrlich|woechentlich|saison)\b/
  .source;
const rate = `${money},? ?(netto |brutto )?((im|pro|je|fuer (das|ein|jedes)|/) ?)?${time}|(im|pro|je) ${time} (\\w+ ){0,3}${money}|(monatlich(en?)?|mtl|jaehrlich(en?)?|jaehrl)\\.? (\\w+ ){0,2}${money}`;

/** "Unser Abo kostet 20 Euro im Monat", "für 9 € monatlich gibt es den Schutzbrief". */
export const monthlyPrice = new RegExp(`\\b${thing}.{0,70}?(${rate})|(${rate}).{0,50}?\\b${thing}`);

/** The rate of it once more: both together are loud, because an office's own words ("Vertrag", "im Jahr") stand around it. */
export const monthlyRate = new RegExp(`(?<=\\b${thing}.{0,70}?)(${rate})|(${rate})(?=.{0,50}?\\b${thing})`);

/** Whoever begins like this has been asked. */
export const answering =
  /^(ja|jo|jawohl|gerne?|klar|natuerlich|selbstverstaendlich|sicher|doch|genau|nein|das stimmt)\b/;

/** They have it, and pay for it. */
export const ownMonthly = new RegExp(
  `\\b(ihre?[mnrs]?|deine?[mnrs]?|euer|eure?[mnrs]?|laufende\\w*|bestehende\\w*|bisherige\\w*) ([\\w-]+ ){0,2}${thing}`,
);

/** What they pay for it, when it changes, how it ends. Or it is somebody else's, who asks for it. */
export const paidAlready = either(
  ownMonthly,
  /\b(abgebucht|abbuch\w*|ueberwiesen|ueberweis\w*|rechnung\w*|bisher|weiterhin|weiter|statt|verlaengert|gekuendigt|kuendigung|erstatt\w*|gutschrift|storn\w*|abgerechnet|verrechnet)\b/,
  /\b(verlangt|verlangen|vorgeschrieben|pflicht|bank|versicherung|vermieter\w*|hausverwaltung|netzbetreiber\w*|hersteller\w*|anbieter\w*|stadt|gemeinde|\w*foerder\w*)\b/,
);

/**
 * "Der Servicevertrag liegt bei 180 Euro im Jahr.", and nothing else: that contract was spoken of, and this is the answer.
 * Behind other news, or as "unser" and "ein", it is an offer.
 */
export const barePrice = new RegExp(
  `^([^,.!?]{0,40}[,!] )?(der|den) [\\w-]*vertrag (kostet|liegt (bei|aktuell bei|derzeit bei)|laege bei|betraegt|kommt auf|kaeme auf|macht) (derzeit |aktuell |dann )?(${rate})\\W*$`,
);

/** The customer wants to know of it: "Was kostet das Abo?", "Haben Sie auch Wartungsverträge?", "Was kostet das im Jahr?" */
const asksForIt = either(
  new RegExp(`\\b${thing}[^.!]*\\?`),
  new RegExp(
    `\\b(was|wie ?viel|wie (teuer|hoch)|interess\\w*|info\\w*|angebot|unterlagen|wissen|fragen?)\\b.{0,60}\\b${thing}`,
  ),
  new RegExp(`\\b${thing}.{0,40}\\b(interess\\w*|kosten|preis)`),
  /\b(was|wie ?viel|wie (teuer|hoch))\b[^.!?]{0,20}\b(kostet|kommt|ist|zahlt?e?n?) (mich |man |ich |wir |uns )?(denn )?(das|es|so ?was)( (denn|dann|so|ungefaehr|etwa|alles|mich|uns|(im|pro) (monat|jahr)))*\W*$/,
);

/** What is left to judge where the customer asked for it: its price answers them, and nothing beside it does. */
export function withoutAskedPrice(text: string, lastInbound: string): string {
  if (!sentences(lastInbound).some((sentence) => asksForIt.test(readable(sentence)))) return text;
  const all = sentences(text);
  const rest = all.filter((sentence) => !monthlyPrice.test(readable(sentence)));
  return rest.length === all.length ? text : rest.join(" ");
}
