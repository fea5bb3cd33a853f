// DS-1: which of their rights does somebody use in a message? Words of the trade ("Feuer löschen", "Daten der Anlage")
// are never enough: a right is about the person's own data, or names the law.
import type { RequestKind } from "../../contract/subject-requests.ts";
import { foldName } from "../contacts/identity.ts";
import { sentences } from "../policy/text/normalise.ts";

/** Keywords as the whole message, greetings and "bitte" aside. */
const keywords: Readonly<Record<string, RequestKind>> = {
  auskunft: "access",
  datenauskunft: "access",
  auskunftsersuchen: "access",
  auskunftsanfrage: "access",
  "meine daten": "access",
  datenkopie: "access",
  datenuebertragung: "portability",
  datenuebertragbarkeit: "portability",
  berichtigung: "rectification",
  datenberichtigung: "rectification",
  loeschen: "erasure",
  loeschung: "erasure",
  datenloeschung: "erasure",
  "daten loeschen": "erasure",
  "alle daten loeschen": "erasure",
  "alles loeschen": "erasure",
  sperrung: "restriction",
  datensperrung: "restriction",
  widerspruch: "objection",
  datenschutz: "question",
  dsgvo: "question",
  datenschutzanfrage: "question",
  "dsgvo anfrage": "question",
  "anfrage dsgvo": "question",
  "anfrage nach dsgvo": "question",
  "anfrage datenschutz": "question",
  "frage zum datenschutz": "question",
};

const politeness =
  /\b(bitte|hallo|guten (tag|morgen|abend)|moin|servus|gruess gott|danke|vielen dank|mfg|lg|(mit )?(freundlichen|viele|liebe) gruessen?|sehr geehrte damen und herren)\b/g;

const about = /\b(von|ueber|zu|bezueglich|bzgl|betreffend) (mir|mich|uns|(meine[rn]?|unsere[rn]?) person)\b/;
const law = /\b(d-?s-?g-?v-?o|dsvgo|ds gvo|gdpr|bdsg|datenschutz-?grundverordnung|datenschutzrecht\w*)\b/;
const article = (n: number): RegExp => new RegExp(`\\b(art|artikel) ?${n}\\b`);
/** "meine gespeicherten Kundendaten", "personenbezogene Daten", "Daten zu meiner Person". */
const ownData =
  /\b(mein|meine[rn]?|unsere[rn]?) ([a-z]+ ){0,3}(kunden|kontakt|adress|stamm|chat)?daten\b|\bpersonenbezogenen? daten\b|\b(daten|angaben|informationen|infos|alles|saemtliches)\b.{0,40}\b(von|ueber|zu) (mir|mich|meiner person|meine person)\b/;
const stores =
  /gespeichert|speicher[nt]|verarbeite|erhoben|erhebe|gesammelt|sammel[nt]|hinterlegt|vorlieg|\b(haben|habt|hast|besitzen|liegen)\b/;
const keeps = /gespeichert|speicher[nt]|verarbeite|gesammelt|sammel[nt]|hinterlegt|\b(wissen|wisst|weisst)\b/;
const needs = /brauch|benoetig|fehl(t|en)|\bnoch nicht\b|erhalten|bekommen|angekommen/;
const asksWhich = /\bwelche[rns]? ([a-z]+ ){0,2}(daten|informationen|infos|angaben)\b/;
const firmStores =
  /\b(sie|ihr|firma|betrieb|man)\b.{0,30}(gespeichert|speicher[nt]|verarbeite)|(gespeichert|speicher[nt]|verarbeite)\w* (sie|ihr|man)\b/;
/** What a machine keeps is nobody's own, unless somebody says so. */
const ofTheJob =
  /\b(anlagen?|heizung|kessel|geraete?|regelung|regler|steuerung|\w*pumpe|\w*zaehler|wechselrichter|thermostat\w*|router|sensor\w*|app)\b/;
const wantsToKnow = /\b(informier|unterricht|aufklaer)/;
const asksWhat = /\b(was|wieviel|wie viel|alles)\b/;

function asksAccess(s: string): boolean {
  if (/\b(mieter)?selbstauskunft\b|schufa/.test(s)) return false;
  if (asksWhich.test(s) && (about.test(s) || ownData.test(s)) && stores.test(s) && !needs.test(s)) return true;
  if (asksWhich.test(s) && firmStores.test(s) && !ofTheJob.test(s)) return true;
  if (wantsToKnow.test(s) && new RegExp(`\\bueber (die |alle )?(${ownData.source})`).test(s)) return true;
  if (asksWhat.test(s) && about.test(s) && keeps.test(s)) return true;
  if (/\b(what|which) (personal )?(data|information)\b.*\b(about|on|of) me\b/.test(s)) return true;
  if (/\b(auskunftsersuchen|auskunftsanspruch|auskunftsrecht|auskunftsbegehren|datenauskunft)\b/.test(s)) return true;
  if (/\bauskunft\b/.test(s) && (law.test(s) || article(15).test(s) || ownData.test(s) || namesStored(s))) return true;
  if (/\b(kopie|abschrift|ausdruck)\b/.test(s) && ownData.test(s)) return true;
  return article(15).test(s) && law.test(s);
}

const namesStored = (s: string): boolean => /gespeichert\w* daten|daten\b.*\bgespeichert|datenspeicherung/.test(s);

function asksPortability(s: string): boolean {
  if (/datenuebertragbarkeit|datenportabilitaet/.test(s) || (article(20).test(s) && law.test(s))) return true;
  return (
    ownData.test(s) &&
    /maschinenlesbar|\b(csv|json)\b|exportier|\bexport\b|mitnehmen|herunterladen|anderen? (anbieter|betrieb|firma)\b.*uebertrag/.test(
      s,
    )
  );
}

function asksRectification(s: string): boolean {
  if (article(16).test(s) && law.test(s)) return true;
  if (!/berichtig|korrigier|korrektur|richtig ?stell|\baender|aktualisier/.test(s)) return false;
  return ownData.test(s) || namesStored(s) || law.test(s);
}

const personalThings =
  /\b(meine[rn]?|unsere[rn]?) ([a-z]+ ){0,2}((handy|telefon|mobil)?nummer|anschrift|e-?mail-?adresse|e-?mail|kontakt(e|daten)?|chats?|chatverlauf|profil|kundenkonto|konto|fotos|bilder|nachrichten|akte)\b|\bmein ([a-z]+ )?(kontakt|profil|kundenkonto|konto)\b/;
const fromTheFile =
  /\bmich\b.*\baus (ihre[rnm]?|eure[rnm]?|der|dem|allen) ([a-z]+ )?(kunden)?(kartei|datei|datenbank|liste|verteiler|system|adressbuch)/;

function asksErasure(s: string): boolean {
  if (/recht auf (vergessen|loeschung)/.test(s) || (article(17).test(s) && law.test(s))) return true;
  if (/\b(delete|erase|remove)\b.*\bmy (personal )?(data|information|account)\b/.test(s)) return true;
  if (!/loesch|entfern|vernicht/.test(s)) return false;
  if (/\b(nicht|nie|keinesfalls|auf keinen fall)\b.{0,25}(loesch|entfern|vernicht)/.test(s)) return false;
  // "Wurden meine Daten gelöscht?" asks, "Ich möchte, dass sie gelöscht werden" wants.
  const past = /geloescht|entfernt|vernichtet/.test(s) && /^(habt|haben|hast|wurden?|sind)\b/.test(s);
  if (past && !/bitte|moecht|woll|\bwill\b|soll|verlang/.test(s)) return false;
  return ownData.test(s) || personalThings.test(s) || fromTheFile.test(s) || law.test(s);
}

function asksRestriction(s: string): boolean {
  if (article(18).test(s) && law.test(s)) return true;
  if (/einschraenkung der (daten)?verarbeitung|verarbeitung .*einschraenk/.test(s)) return true;
  return /\bsperr/.test(s) && (ownData.test(s) || law.test(s));
}

const otherMatters = /rechnung|angebot|voranschlag|bescheid|mahnung|kuendigung|termin|forderung|lastschrift/;
const objectable = /daten|verarbeitung|werbung|newsletter|nutzung|speicherung|weitergabe|profil|werblich/;

function objects(s: string): boolean {
  if (article(21).test(s) && law.test(s)) return true;
  return /wiee?dersp(rech|ruch|richt)|widersp(rech|ruch|richt)/.test(s) && objectable.test(s) && !otherMatters.test(s);
}

const checks: readonly (readonly [RequestKind, (s: string) => boolean])[] = [
  ["access", asksAccess],
  ["portability", asksPortability],
  ["rectification", asksRectification],
  ["erasure", asksErasure],
  ["restriction", asksRestriction],
  ["objection", objects],
];

/**
 * The rights somebody uses in this text, each once; mostly none. Portability needs no second case for access, because
 * both are answered by the same packet.
 */
export function recogniseRequests(text: string): RequestKind[] {
  const folded = foldName(text);
  const bare = folded
    .replace(/[^a-z\s]/g, " ")
    .replace(politeness, " ")
    .replace(/\s+/g, " ")
    .trim();
  const keyword = Object.hasOwn(keywords, bare) ? keywords[bare] : undefined;
  if (keyword !== undefined) return [keyword];
  if (folded.length > longest) return [];
  // "Art. 15" is no end of a sentence.
  const said = sentences(folded.replace(/\b(art|abs)\. ?/g, "$1 "));
  const found = checks.filter(([, asks]) => said.some(asks)).map(([kind]) => kind);
  return found.includes("portability") ? found.filter((kind) => kind !== "access") : found;
}

/** A forwarded contract mentions every right there is; a person who wants something says it shorter. */
const longest = 4_000;
