// STOPP and its sisters (AD-7): as sole intent anywhere. About the job they are a matter for people.
import type { AnswerText } from "./answer-text.ts";
import { adWord, filler, orderWord } from "./answer-words.ts";

export type StopMeaning = "withdrawn" | "all_stop" | "staff_check";

const wordStop = /^s+t+o+p+$/;
/** Typing errors of a word that stands alone; "Topp", "Shop" and "Stoff" are words of their own. */
const misspelt =
  /^(?:stpp|stoop|stoopp|stopo|stp|sotpp|sopp|sropp|stiop|stopü|stoüp|stopppen|dtopp|atopp|stopl|stoppl|tsopp|stope|stoppe)$/;
const signsOff =
  /^(?:abmel?d(?:en|ung|e|ne)?|abzumelden|abgemeldet|abbestel+(?:en|ung|e|ne)?|abzubestellen|austragen|unsubscribe|unsub|optout|opt-out|deabonnieren|abo-ende|wi+e?d+err?uf(?:e|en)?|widrruf|widerufe?n?)$/;
const stopVerb = /^(?:stoppen|stoppt|stoppe|stops?|beenden|beendet|kuendigen|einstellen)$/;

const oneOf = (...patterns: string[]): RegExp => new RegExp(` (?:${patterns.join("|")})(?= )`);
const ads =
  "\\S*w(?:er|re)bung\\S*|webung|werbe\\S*|reklame\\S*|newsletter\\S*|neuigkeiten|news|rabatt\\S*|aktionen|sonderangebote\\S*|angebote|spam|rundschreiben|\\S*gruesse|infopost|ads|adverts?|advertising|promotions?|promos?|marketing|offers";
/** Greetings and invitations advertise too (AD-1), but the words alone may be about anything. */
const alsoAds = "einladungen|glueckwuensche|gutscheine|prospekte|kataloge|flyer|gewinnspiele|umfragen";
const mails = "nachrichten|infos?|informationen|mails|sms|whatsapps?|zusendungen|kontakt|post";

/** "keine Werbung", "koa Werbung mehr", "Werbung nein danke", "no more ads", "schluss mit dem Spam". */
const noAds = oneOf(
  `(?:keine?r?n?|koan?[ae]?|koin?e?|kaane?|keene|kene|kei|nix|nie wieder|nicht|no more|no|without|ohne|genug|schluss(?: \\S+)? mit) (?:\\S+ ){0,3}?(?:${ads})`,
  `(?:${ads}) (?:\\S+ )?(?:nein|unerwuenscht|nicht erwuenscht|nervt|nerven|belaestigt|verboten|einstellen|abstellen|abschalten|weglassen|unterlassen|untersagt)`,
  `(?:${ads}) (?:\\S+ ){0,2}?(?:koennt|koennen|koennts|kannst)\\S* (?:ihr |sie |du )?(?:euch |sich |dir |ihr |gern )*(?:sparen|schenken|b?e?halten)`,
  `nochmal (?:${ads})`,
  "(?:werbe|nachrichten|newsletter)-?stopp?",
  `hoer\\S* (?:\\S+ ){0,3}?mit (?:\\S+ ){0,3}?(?:${ads}) (?:\\S+ ){0,2}?auf`,
  `(?:keine?r?n?|koan?[ae]?|nie|nicht|nimmer) (?:\\S+ ){0,2}?(?:${alsoAds}) (?:\\S+ ){0,4}?mehr`,
  `(?:${alsoAds}) (?:\\S+ ){0,4}?(?:nicht|net|ned|nich|nimmer) ?mehr`,
  "nur noch (?:\\S+ ){0,2}?(?:termine|auftragsnachrichten|zum auftrag|zu auftraegen)",
);

/** The same without a word for advertising: no more writing at all. */
const leaveAlone = oneOf(
  "(?:nicht|ned|net|nich|nix|nie|nichts|keine?|koane?) (?:mehr|wieder|laenger) (?:\\S+ ){0,3}?(?:(?:an)?schreiben|schreibn|schicken?|schickn|senden|kontaktieren|belaestigen|stoeren|texten|melden|zusenden|zuschicken|haben|hoeren|lesen|bekommen|kriegen|erhalten)",
  `(?:keine?|koane?|nix|null) (?:\\S+ ){0,2}?(?:${mails}) (?:\\S+ ){0,3}?mehr`,
  `keine? (?:\\S+ )?(?:mehr auf|weiteren) (?:\\S+ )?(?:${mails})`,
  "(?:schreib|schick|send|kontaktier|belaestig)\\S* (?:\\S+ ){0,5}?(?:nicht|nichts|nix|nie|keine?) (?:mehr|wieder)",
  "hoer(?:en sie|t|ts|t ihr)(?: endlich| bitte| doch| jetzt| damit)* auf|aufhoeren",
  "(?:lass|lasst|lassen|la+t|lo+t|loss)\\S* (?:\\S+ )?(?:mich|mi|misch|uns|us) (?:\\S+ ){0,6}?in (?:ruhe?|ruah?|roh|rau|friede?n?|fred[ae]?n?)",
  "(?:nehmt|nehmen|streich\\S*|loesch\\S*|trag\\S*|entfern\\S*) (?:\\S+ ){0,4}?(?:verteiler|liste|newsletter|werbeliste|adressliste|mailingliste)",
  "(?:nehmt|nehmen sie|nimm|tragt|tragen sie) mich (?:\\S+ )?(?:raus|heraus|aus)|raus aus (?:\\S+ )?(?:\\S*liste|verteiler|newsletter)|(?:von|aus) (?:\\S+ )?(?:werbe\\S*|mailing\\S*|adressliste|liste|verteiler|newsletter) (?:\\S+ )?(?:nehmen|streichen|loeschen|austragen|entfernen)",
  "meld\\S* (?:sie |ihr )?mich (?:\\S+ ){0,4}?ab(?: bitte)?(?= $)|bestell\\S* (?:\\S+ ){0,4}?(?:newsletter|werbung|angebote|infos) (?:\\S+ )?ab",
  "widersprech\\S*(?! (?:nicht|net|ned|dem nicht) )|widerspruch|verschon\\S* (?:\\S+ ){0,3}?mit|(?:zieh|nehm)\\S* (?:\\S+ ){0,4}?(?:einwilligung|zustimmung|einverstaendnis|erlaubnis) (?:\\S+ ){0,3}?zurueck|(?:einwilligung|zustimmung|erlaubnis) (?:\\S+ ){0,3}?(?:zurueckzieh\\S*|zurueckgezogen|zurueckzunehmen)|(?:abo|newsletter) (?:beenden|kuendigen)",
  "dont (?:text|message|contact|write|send)|do not (?:text|message|contact|write|send)|stop (?:texting|messaging|sending|writing|contacting|spamming|advertising)",
  "leave me alone|remove me|take me off|opt out|opt me out|no longer (?:wish|want)",
);

/** Whoever wants to be deleted wants no adverts either; the rest of the wish is a request of its own. */
const eraseMe = oneOf(
  "(?:loesch(?:en|t|e)?|entfern(?:en|t|e)?|vernichte\\S*|delete|erase) (?:\\S+ ){0,3}?(?:mich|me|(?:meine|alle|saemtliche|my|all) (?:\\S+ ){0,2}?(?:daten|nummer|handynummer|telefonnummer|kontaktdaten|data|number|details))",
);

/** No message at all on this channel, in other words than ALLES STOPP. */
const everything = oneOf(
  "(?:gar|ueberhaupt) keine(?:rlei)? (?:nachrichten|mails|kontakt)|keinerlei (?:nachrichten|kontakt)",
  "auch (?:nicht|keine) (?:zum?r?|wegen|ueber|mehr zu[mr]?) (?:\\S+ )?(?:auftrag|auftraegen|termin\\S*)",
  "(?:auf|ueber|per|via) (?:whatsapp|messenger|diesem|diesen|dieser)(?: \\S+)? keine?(?: einzige)? (?:nachricht(?:en)?|mails?|sms) mehr",
  "keine?(?: einzige)? (?:nachricht(?:en)?|mails?|sms|post) mehr (?:auf|ueber|per|via|in|hier)(?: (?:\\S+ )?(?:diesem|diesen|dieser|kanal|weg|whatsapp|messenger|chat|telefon|handy))?",
  "(?:alle|saemtliche) nachrichten (?:stoppen|einstellen|beenden|abbestellen|stopp?)|stopp? (?:alle|saemtliche) nachrichten",
  "(?:ueberhaupt|gar|absolut|komplett) (?:nicht|nichts|nix|nie|keine?) (?:mehr|wieder)(?! (?:\\S*werbung|angebote|newsletter|geht|geklappt|funktioniert))",
  "(?:schreib|kontaktier|meld|texte|anschreib)\\S* (?:\\S+ ){0,3}?(?:nicht|nichts|nix|nie) (?:mehr|wieder) (?:ueber|per|auf|via) (?:whatsapp|messenger|handy|diesem|diesen|diese)",
  "stop all (?:messages|messaging|contact|communication)",
);

const asksAboutIt = / (?:was (?:bedeutet|heisst|passiert|ist)|wozu|muss ich|soll ich|wenn ich|what does|what happens) /;
const goesOn = / (?:sondern|aber|nur noch|ausser|trotzdem) /;

/** What a stop word in this text means; undefined: there is none. */
export function stopMeaning(text: AnswerText): StopMeaning | undefined {
  const { line, words, clauses, emoji } = text;
  if (words.length === 0) return emoji.length > 0 && emoji.every((one) => one === "🛑") ? "withdrawn" : undefined;
  if (words.length === 1 && misspelt.test(words[0] ?? "")) return "withdrawn";
  const job = orderWord.test(withoutGreeting(line));
  if (isAllStop(words) || (!job && clauses.some((clause) => isAllStop(clause.trim().split(" "))))) return "all_stop";
  if (!job && / alles s+t+o+p+ /.test(line)) return "all_stop";
  if (speaksOfEverything(line, job)) return "all_stop";
  if (eraseMe.test(line) || endsAds(text)) return "withdrawn";
  const spoken = leaveAlone.test(line);
  if (spoken && !(job && !adWord.test(line))) return "withdrawn";
  // "mir nicht mehr schreiben" beside the job: whose job, people see; "nichts mehr schicken" alone is none
  if (spoken && / (?:mir|mich|uns|me) /.test(line)) return "staff_check";
  return byKeyword(text, job);
}

const sayable = new RegExp(` (?:angebote|${alsoAds})(?= )`, "g");

/** "Haben Sie keine anderen Angebote?" asks for quotes; what is called advertising by its name ends in a question too. */
const endsAds = ({ line, asks }: AnswerText): boolean =>
  noAds.test(line) && !(asks && !noAds.test(line.replace(sayable, " etwas")));

/** "Gar nichts mehr" counts where it is said of writing, to me, and not of the job. */
const speaksOfEverything = (line: string, job: boolean): boolean =>
  everything.test(line) &&
  (/ auch (?:nicht|keine) (?:zum?r?|wegen|ueber) (?:\S+ )?(?:auftr\S+|termin\S*) /.test(line) ||
    !/ (?:ueberhaupt|gar|absolut|komplett) (?:nicht|nichts|nix|nie) /.test(line) ||
    (!job &&
      / (?:mir|mich|uns|von ihnen|von euch|hier) /.test(line) &&
      /(?:schreib|schick|send|kontakt|hoer|les|bekomm|krieg|erhalt|nachricht)/.test(line)));

const courtesy = /^(?:bitte|danke|please|jetzt|sofort|sie|hiermit|endlich|einfach)$/;
const all = /^(?:alles|alle|all|alels|allles|everything|komplett)$/;

/** ALLES STOPP, either way round, with nothing but courtesy beside it. */
function isAllStop(words: readonly string[]): boolean {
  const rest = words.filter((word) => !courtesy.test(word));
  if (rest.length === 1) return /^alles-?s+t+o+p+$/.test(rest[0] ?? "");
  const [first = "", second = ""] = rest;
  return rest.length === 2 && ((all.test(first) && stops(second)) || (stops(first) && all.test(second)));
}

const stops = (word: string): boolean =>
  wordStop.test(word) || misspelt.test(word) || word === "stoppen" || word === "stoppt";

function byKeyword({ line, words, clauses, asks }: AnswerText, job: boolean): StopMeaning | undefined {
  const keyword = words.some((word) => wordStop.test(word) || signsOff.test(word));
  if (!keyword) {
    if (!words.some((word) => stopVerb.test(word))) return undefined;
    // "Werbung stoppen": the verb says it only with the noun; "die Heizung stoppt" says nothing.
    const bare = words.every((word) => word === "stoppen" || filler.test(` ${word} `));
    if ((adWord.test(line) || bare) && !job) return "withdrawn";
    const bids = /^ (?:bitte |sofort )*stopp(?:t|e) /.test(line);
    if (bids || (/ (?:bitte|sofort|koenn\S+|kann|muess\S+) /.test(line) && / stoppen /.test(line)))
      return "staff_check";
    return undefined;
  }
  const rest = words.filter(
    (word) => !wordStop.test(word) && !signsOff.test(word) && !filler.test(` ${word} `) && !/^alles$/.test(word),
  );
  if (rest.length === 0) return isAllStop(words) ? "all_stop" : "withdrawn";
  if (asksAboutIt.test(line) && asks) return "staff_check";
  // An own clause that ends advertising stays one, whatever the next clause says about the job.
  if (clauses.some((clause) => isPureStop(clause)) && goesOn.test(line) && adWord.test(line)) return "withdrawn";
  if (clauses.some((clause) => endsAdvertising(clause))) return "withdrawn";
  if (job) return "staff_check";
  if (adWord.test(line) || clauses.some(isPureStop)) return "withdrawn";
  // "macht immer wieder stopp": in the middle of a sentence about something else
  return "staff_check";
}

const isPureStop = (clause: string): boolean => {
  const words = clause.trim().split(" ");
  return (
    words.some((word) => wordStop.test(word) || signsOff.test(word)) &&
    words.every((word) => wordStop.test(word) || signsOff.test(word) || filler.test(` ${word} `))
  );
};

const endsAdvertising = (clause: string): boolean =>
  clause.split(" ").some((word) => wordStop.test(word) || signsOff.test(word)) &&
  adWord.test(clause) &&
  !orderWord.test(withoutGreeting(clause));

/** Greetings name times of day, and mean none. */
export const withoutGreeting = (line: string): string =>
  line
    .replace(/ guten (?:morgen|abend|tag) /, " ")
    .replace(/ ab (?:heute|morgen|jetzt) /, " ")
    .replace(/ schoenen? (?:tag|abend|woche|wochenende) /, " ");
