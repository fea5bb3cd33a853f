// STOPP and its sisters (AD-7): as sole intent anywhere. About the job they are a matter for people.
import { nearlyStop } from "./answer-spelling.ts";
import type { AnswerText } from "./answer-text.ts";
import { adWord, commonWord, filler, orderWord } from "./answer-words.ts";

export type StopMeaning = "withdrawn" | "all_stop" | "staff_check";

const wordStop = /^s+t+o+p+$/;
const signsOff =
  /^(?:abmel?d(?:en|ung|e|ne)?|abzumelden|abgemeldet|abbestel+(?:en|ung|e|ne)?|abzubestellen|austragen|unsubscribe|unsub|optout|opt-out|deabonnieren|abo-ende|wi+e?d+err?uf(?:e|en)?|widrruf|widerufe?n?)$/;
const stopVerb = /^(?:stoppen|stoppt|stoppe|stops?|beenden|beendet|kuendigen|einstellen)$/;

const oneOf = (...patterns: string[]): RegExp => new RegExp(` (?:${patterns.join("|")})(?= )`);
const ads =
  "\\S*w(?:er|re)bung\\S*|webung|werbe\\S*|reklame\\S*|newsletter\\S*|neuigkeiten|news|rabatt\\S*|aktionen|sonderangebote\\S*|angeboten?|spam|rundschreiben|rundmails?|massenmails?|\\S*gruesse|infopost|ads|adverts?|advertising|promotions?|promos?|marketing|offers";
/** Greetings and invitations advertise too (AD-1), but the words alone may be about anything. */
const alsoAds = "einladungen|glueckwuensche|gutscheine|prospekte|kataloge|flyer|gewinnspiele|umfragen";
const mails = "nachrichten|infos?|informationen|mails|sms|whatsapps?|zusendungen|kontakt|post";

/** "keine Werbung", "koa Werbung mehr", "Werbung nein danke", "no more ads", "schluss mit dem Spam". */
const noAds = oneOf(
  `(?:keine?r?n?|koan?[ae]?|koin?e?|kaane?|keene|kene|kei|nix|nie wieder|nicht|no more|no|without|ohne|genug|schluss(?: \\S+)? mit) (?:\\S+ ){0,3}?(?:${ads})`,
  `(?:${ads}) (?:\\S+ )?(?:nein|unerwuenscht|nicht erwuenscht|nervt|nerven|belaestigt|verboten|einstellen|abstellen|abschalten|weglassen|unterlassen|untersagt)`,
  `(?:${ads}) (?:\\S+ ){0,2}?(?:koennt|koennen|koennts|kannst)\\S* (?:ihr |sie |du )?(?:euch |sich |dir |ihr |gern )*(?:sparen|schenken|b?e?halten)`,
  `(?:${ads}) (?:\\S+ ){0,6}?(?:moechte|will|wollen|moechten|brauch\\S*|wuensch\\S*|mag|bitte|schick\\S*|send\\S*) (?:\\S+ ){0,3}?(?:keine?|nicht|nichts|nie) (?:mehr|wieder)`,
  `nochmal (?:${ads})`,
  "schon wieder (?:\\S+ )?(?:werbung|reklame|spam)",
  `(?:nerv|belaestig|stoer|bombardier|zumuell|verschon|muell)\\S* (?:\\S+ ){0,4}?mit (?:\\S+ ){0,3}?(?:${ads})`,
  `(?:zu ?viel|genug|satt|ueberdruessig|leid) (?:\\S+ ){0,3}?(?:${ads})|(?:${ads}) (?:\\S+ ){0,4}?(?:satt|leid|zu ?viel|auf den geist|auf die nerven|auf den keks|auf den sack|zum hals)`,
  `(?:${ads}) (?:\\S+ ){0,12}?(?:will|moechte|wollen|moechten|brauche?|wuensche) (?:ich |wir )?(?:\\S+ )?(?:nicht|nichts) mehr`,
  `unterlass\\S* (?:\\S+ ){0,3}?(?:${ads})|stell\\S* (?:\\S+ ){0,3}?(?:${ads}) (?:\\S+ )?ein|(?:spar|behalt)\\S* (?:\\S+ ){0,3}?(?:${ads})|lasst? (?:das|die|diese|eure|ihre) (?:mit )?(?:\\S+ )?(?:${ads})`,
  `verzicht\\S* (?:\\S+ ){0,3}?auf (?:\\S+ ){0,2}?(?:${ads})`,
  `(?:${ads}) interess\\S* (?:mich|uns) (?:\\S+ )?nicht`,
  "(?:moechte|will|bitte|wollen) (?:\\S+ ){0,6}?(?:ausgetragen|abgemeldet|geloescht|gestrichen|rausgenommen|entfernt) werden",
  "\\S*zu(?:ge|zu)?spamm\\S*",
  "(?:werbe|nachrichten|newsletter)-?stopp?",
  `hoer\\S* (?:\\S+ ){0,3}?mit (?:\\S+ ){0,3}?(?:${ads}) (?:\\S+ ){0,2}?auf`,
  `(?:keine?r?n?|koan?[ae]?|nie|nicht|nimmer) (?:\\S+ ){0,2}?(?:${alsoAds}) (?:\\S+ ){0,4}?mehr`,
  `(?:${alsoAds}) (?:\\S+ ){0,4}?(?:nicht|net|ned|nich|nimmer) ?mehr`,
  "nur noch (?:\\S+ ){0,2}?(?:termine|auftragsnachrichten|zum auftrag|zu auftraegen)",
);

/** The same without a word for advertising: no more writing at all. */
const leaveAlone = oneOf(
  "(?:nicht|ned|net|nich|nix|nie|nichts|keine?|koane?) (?:mehr|wieder|laenger) (?:\\S+ ){0,3}?(?:(?:an)?schreiben|schreibn|schicken?|schickn|senden|kontaktieren|belaestigen|stoeren|texten|melden|zusenden|zuschicken|haben|hoeren|lesen|bekommen|kriegen|erhalten|angeschrieben|kontaktiert|belaestigt|behelligt|genervt|zugeschickt)|(?:nachrichten|liste|verteiler) (?:\\S+ ){0,5}?(?:rausnehmen|herausnehmen)|(?:rausnehmen|herausnehmen) aus (?:\\S+ )?(?:\\S*liste|verteiler)|unterlass\\S* (?:sie |ihr )?(?:bitte )?(?:das|dies|solche|es)|(?:nie|nicht|niemals) (?:zugestimmt|eingewilligt)|keine (?:einwilligung|zustimmung) (?:von mir|gegeben|erteilt)",
  `(?:keine?|koane?|nix|null) (?:\\S+ ){0,2}?(?:${mails}) (?:\\S+ ){0,3}?mehr`,
  `keine? (?:\\S+ )?(?:mehr auf|weiteren) (?:\\S+ )?(?:${mails})`,
  "(?:schreib|schick|send|kontaktier|belaestig)\\S* (?:\\S+ ){0,5}?(?:nicht|nichts|nix|nie|keine?) (?:mehr|wieder)",
  "hoer(?:en sie|t|ts|t ihr)(?: endlich| bitte| doch| jetzt| damit)* auf|aufhoeren",
  "(?:lass|lasst|lassen|la+t|lo+t|loss)\\S* (?:\\S+ )?(?:mich|mi|misch|uns|us) (?:\\S+ ){0,6}?in (?:ruhe?|ruah?|roh|rau|friede?n?|fred[ae]?n?)",
  "(?:nehmt|nehmen|streich\\S*|loesch\\S*|trag\\S*|entfern\\S*) (?:\\S+ ){0,6}?(?:verteiler\\S*|\\S+liste|newsletter|werbekartei)",
  "(?:nehm|streich|loesch|trag|entfern)\\S* (?:\\S+ ){0,2}?(?:mich|uns|meine?n?) (?:\\S+ ){0,5}?(?:\\S*liste|\\S*kartei|datenbank|adressbuch|\\S*verzeichnis)|(?:aus|von) (?:dem|ihrem|eurem) (?:verteiler|newsletter)|nicht mehr (?:auf|in) (?:\\S+ )?(?:\\S*liste|verteiler|kartei)",
  "(?:nehmt|nehmen sie|nimm|tragt|tragen sie|trag|trage) mich (?:\\S+ ){0,5}?(?:raus|heraus|runter|herunter|aus(?= $))|raus aus (?:\\S+ )?(?:\\S*liste|verteiler|newsletter)|(?:von|aus) (?:\\S+ )?(?:werbe\\S*|mailing\\S*|adressliste|liste|verteiler|newsletter) (?:\\S+ )?(?:nehmen|streichen|loeschen|austragen|entfernen)",
  "meld\\S* (?:sie |ihr )?mich (?:\\S+ ){0,4}?ab(?: bitte)?(?= $)|bestell\\S* (?:\\S+ ){0,4}?(?:newsletter|werbung|angebote|infos) (?:\\S+ )?ab|ich bestelle (?:das |es |alles |hiermit |bitte )*ab(?= $)|wie (?:melde|bestelle) ich (?:\\S+ ){0,2}?ab",
  "widersprech\\S*(?! (?:nicht|net|ned|dem nicht) )|widerspruch|verschon\\S* (?:\\S+ ){0,3}?mit|(?:zieh|nehm)\\S* (?:\\S+ ){0,4}?(?:einwilligung|zustimmung|einverstaendnis|erlaubnis) (?:\\S+ ){0,3}?zurueck|(?:einwilligung|zustimmung|einverstaendnis|erlaubnis) (?:\\S+ ){0,3}?(?:(?:zieh|nehm)\\S* (?:\\S+ ){0,3}?zurueck|zurueckzunehmen|zuruecknehm\\S*|zurueckgenommen|erloschen|beendet|zurueckzieh\\S*|zurueckgezogen|zurueckzunehmen)|(?:abo|newsletter) (?:beenden|kuendigen)",
  "dont (?:text|message|contact|write|send)|do not (?:text|message|contact|write|send)|stop (?:texting|messaging|sending|writing|contacting|spamming|advertising)",
  "verschon\\S* (?:sie |ihr )?(?:mich|uns)(?: bitte| endlich| damit)*(?= $)|no more (?:messages|texts|emails|mails|mailings)|dont want (?:\\S+ ){0,3}?(?:messages|texts|emails|mails)|(?:will|moechte|wollen|moechten) (?:\\S+ ){0,2}?(?:nichts|keine?) mehr von (?:euch|ihnen)|leave me alone|remove me|take me off|opt out|opt me out|no longer (?:wish|want)",
);

/** Whoever wants to be deleted wants no adverts either; the rest of the wish is a request of its own. */
const eraseMe = oneOf(
  "(?:loesch(?:en|t|e)?|entfern(?:en|t|e)?|vernichte\\S*|delete|erase) (?:\\S+ ){0,3}?(?:mich|me|(?:meine|alle|saemtliche|my|all) (?:\\S+ ){0,2}?(?:daten|nummer|handynummer|telefonnummer|kontaktdaten|data|number|details))",
);

/** No message at all on this channel, in other words than ALLES STOPP. */
const everything = oneOf(
  "(?:gar|ueberhaupt|absolut|wirklich|komplett) keine(?:rlei)? (?:nachrichten|mails|kontakt)|keinerlei (?:nachrichten|kontakt)",
  "auch (?:nichts?|keine) (?:zum?r?|wegen|ueber|mehr zu[mr]?) (?:\\S+ )?(?:auftrag|auftraegen|termin\\S*)",
  "(?:auf|ueber|per|via) (?:whatsapp|messenger|diesem|diesen|dieser)(?: \\S+)? keine?(?: einzige)? (?:nachricht(?:en)?|mails?|sms) mehr",
  "keine?(?: einzige)? (?:nachricht(?:en)?|mails?|sms|post) mehr (?:auf|ueber|per|via|in|hier)(?: (?:\\S+ )?(?:diesem|diesen|dieser|kanal|weg|whatsapp|messenger|chat|telefon|handy))?",
  "(?:nichts|keine?) (?:\\S+ ){0,5}?auch (?:keine?|nicht|nichts) (?:\\S+ ){0,2}?(?:termine?|termin\\S*|auftr\\S*|rechnung\\S*)",
  "weder (?:\\S+ ){0,2}?(?:werbung|angebote|neuigkeiten) noch (?:\\S+ ){0,3}?(?:auftr\\S+|termin\\S*|nachricht\\S*|sonst\\S*)",
  "(?:alle|saemtliche) nachrichten (?:stoppen|einstellen|beenden|abbestellen|stopp?)|stopp? (?:alle|saemtliche) nachrichten",
  "(?:ueberhaupt|gar|absolut|komplett) (?:nicht|nichts|nix|nie|keine?) (?:mehr|wieder)(?! (?:\\S*werbung|angebote|newsletter|geht|geklappt|funktioniert))",
  "(?:schreib|kontaktier|meld|texte|anschreib)\\S* (?:\\S+ ){0,3}?(?:nicht|nichts|nix|nie) (?:mehr|wieder) (?:ueber|per|auf|via) (?:whatsapp|messenger|handy|diesem|diesen|diese)",
  "stop all (?:messages|messaging|contact|communication)",
);

const fedUp = oneOf(
  "nerv\\S*|genervt|reicht\\S*|genug|schnauze|nase|frech\\S*|unverschaem\\S*|anwalt|dsgvo|anzeige|beschwer\\S*|stoert|laestig|belaestig\\S*|annoying|enough|scheiss\\S*|mist|quatsch|kein interesse",
);

const somebody = oneOf("frau|mann|chefin|chef|familie|freund|partner|partnerin|tochter|sohn|vermieter");

const asksAboutIt = / (?:was (?:bedeutet|heisst|passiert|ist)|wozu|muss ich|soll ich|wenn ich|what does|what happens) /;
const goesOn = / (?:sondern|aber|nur noch|ausser|trotzdem) /;

/** What a stop word in this text means; undefined: there is none. */
export function stopMeaning(text: AnswerText): StopMeaning | undefined {
  const { line, words, clauses, emoji, asks } = text;
  if (emoji.length > 0 && emoji.every((one) => one === "🛑") && words.every((word) => filler.test(` ${word} `)))
    return "withdrawn";
  const job = orderWord.test(withoutGreeting(line));
  if (asks && asksAboutIt.test(line) && words.some((word) => wordStop.test(word))) return "staff_check";
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

const sayable = new RegExp(` (?:angeboten?|neuigkeiten|news|${alsoAds})(?= )`, "g");

/** "Haben Sie keine anderen Angebote?" asks for quotes; what is called advertising by its name ends in a question too. */
const endsAds = ({ line, asks }: AnswerText): boolean =>
  noAds.test(line) &&
  !elsewhere.test(line) &&
  !(
    (asks || (orderWord.test(withoutGreeting(line)) && / (?:habe?n?|gibt|gab|kam|kamen|bekommen) /.test(line))) &&
    !noAds.test(line.replace(sayable, " etwas"))
  );

const namedAds = oneOf(
  "\\S*werbung\\S*|werbe\\S*|reklame\\S*|newsletter\\S*|\\S*rabattaktionen|sonderangebote\\S*|spam\\S*|ads|advertising|promotions",
);
/** "Keine Werbung" on a letter box is not said to us. */
const elsewhere = oneOf("\\S*briefkasten|aufkleber|\\S*schild|zeitung|radio|plakat");
const enoughOf =
  "weg|voll|langts?|reichts?|ruhe|zufrieden|tofreden|schluss|aufhoer\\S*|hoer\\S*|spar\\S*|verzicht\\S*|genug|satt|nerv\\S*|stoer\\S*|belaestig\\S*|laestig|unerwuenscht|ungefragt|ungebeten|abstell\\S*|abschalt\\S*|ausschalt\\S*|beend\\S*|unterlass\\S*|raus|austrag\\S*|muell\\S*|papierkorb|widersp\\S*|verbiet\\S*|verbitte|untersag\\S*|weglass\\S*|verschon\\S*|stopp\\S*|stop|anwalt|schnauze|hals|sperr\\S*|blockier\\S*|zu ?viel|aufdringlich|frech\\S*|\\S*spamm\\S*";
const against = oneOf(
  `${enoughOf}|lass|lasst|lassen|nein|nicht|keine?|nie|niemals|nichts|ohne|einstell\\S*|storn\\S*|streich\\S*|gestrichen|loesch\\S*|entfern\\S*|abgemeldet|zugestimmt|eingewilligt|no|not|dont`,
);
/** "Eure Angebote" may be quotes, so that only anger tells. */
const enoughOfYours = oneOf(
  `(?:eure[nrm]?|ihre[nrm]?|diese[nrm]?|dene[nr]?|dauernde?n?|staendige?n?) (?:\\S+ )?(?:angeboten?|aktionen|infos|nachrichten|neuigkeiten|einladungen|gruesse\\S*) (?:\\S+ ){0,6}?(?:${enoughOf})`,
  `(?:${enoughOf}) (?:\\S+ ){0,6}?(?:eure[nrm]?|ihre[nrm]?|diese[nrm]?|dene[nr]?|dauernde?n?|staendige?n?) (?:\\S+ )?(?:angeboten?|aktionen|infos|nachrichten|neuigkeiten|einladungen)`,
);

/** Whoever speaks of our advertising by its name and against it, and of no job, has had enough of it. */
export const speaksAgainstAds = ({ line: whole, sentences }: AnswerText, read: (raw: string) => AnswerText): boolean =>
  // What the whole does not name, no sentence of it does: most texts are not read a second time.
  (namedAds.test(whole) || enoughOfYours.test(whole)) &&
  sentences
    .map(read)
    .some(
      ({ line, asks }) =>
        (!asks || / bitte /.test(line)) &&
        ((namedAds.test(line) && against.test(line)) || enoughOfYours.test(line)) &&
        !orderWord.test(withoutGreeting(line)) &&
        !elsewhere.test(line) &&
        !/ (?:dagegen|einzuwenden|schlecht) /.test(line),
    );

/** "Gar nichts mehr" counts where it is said of writing, to me, and not of the job. */
const speaksOfEverything = (line: string, job: boolean): boolean =>
  everything.test(line) &&
  (/ (?:auch (?:nichts?|keine?)|weder) (?:\S+ ){0,4}?(?:auftr\S+|termin\S*|rechnung\S*) /.test(line) ||
    !/ (?:ueberhaupt|gar|absolut|komplett) (?:nicht|nichts|nix|nie) /.test(line) ||
    (!job &&
      / (?:mir|mich|uns|von ihnen|von euch|hier|anschreiben|kontaktieren|texten|schicken|senden|zusenden) /.test(
        line,
      ) &&
      /(?:schreib|schick|send|kontakt|hoer|les|bekomm|krieg|erhalt|nachricht)/.test(line)));

const all = /^(?:alles|alle|all|alels|allles|ales|alless|everything|komplett)$/;

/** ALLES STOPP, either way round, with nothing but courtesy beside it. */
function isAllStop(words: readonly string[]): boolean {
  const rest = words.filter((word) => stops(word) || all.test(word) || !filler.test(` ${word} `));
  if (rest.length === 1) return /^alles-?s+t+o+p+$/.test(rest[0] ?? "");
  const [first = "", second = ""] = rest;
  return rest.length === 2 && ((all.test(first) && stops(second)) || (stops(first) && all.test(second)));
}

const stops = (word: string): boolean =>
  nearlyStop(word) || word === "stoppen" || word === "stoppt" || word === "gestoppt";

function byKeyword({ line, words, clauses }: AnswerText, job: boolean): StopMeaning | undefined {
  if (isPureStop(line)) return isAllStop(words) ? "all_stop" : "withdrawn";
  const keyword = words.some((word) => wordStop.test(word) || signsOff.test(word));
  if (!keyword) {
    if (!words.some((word) => stopVerb.test(word))) return undefined;
    // "Werbung stoppen": the verb says it only with the noun; "die Heizung stoppt" says nothing.
    const bare = words.every((word) => word === "stoppen" || filler.test(` ${word} `));
    if ((adWord.test(line) || bare) && !job) return "withdrawn";
    if (words.length <= 3 && words.at(-1) === "stoppen") return "staff_check";
    const bids = /^ (?:bitte |sofort )*stopp(?:t|e) /.test(line);
    if (bids || (/ (?:bitte|sofort|koenn\S+|kann|muess\S+) /.test(line) && / stoppen /.test(line)))
      return "staff_check";
    return undefined;
  }
  const rest = words.filter(
    (word) => !wordStop.test(word) && !signsOff.test(word) && !filler.test(` ${word} `) && !/^alles$/.test(word),
  );
  if (rest.length === 0) return isAllStop(words) ? "all_stop" : "withdrawn";
  // An own clause that ends advertising stays one, whatever the next clause says about the job.
  if (clauses.some((clause) => isPureStop(clause)) && goesOn.test(line) && adWord.test(line)) return "withdrawn";
  if (clauses.some((clause) => endsAdvertising(clause))) return "withdrawn";
  if (job) return "staff_check";
  if (adWord.test(line)) return "withdrawn";
  // What stands beside the stop names no thing, or is anger: then it is about us and not about the job
  const framed = words.length > 0 && [words[0], words.at(-1)].some((word) => wordStop.test(word ?? ""));
  if (fedUp.test(line)) return "withdrawn";
  if (
    (framed || clauses.some(isPureStop)) &&
    rest.every((word) => commonWord.test(` ${word} `) && !somebody.test(` ${word} `))
  )
    return "withdrawn";
  // "macht immer wieder stopp": in the middle of a sentence about something else
  return "staff_check";
}

const isPureStop = (clause: string): boolean => {
  const words = clause.trim().split(" ");
  const ends = (word: string): boolean => (nearlyStop(word) && !filler.test(` ${word} `)) || signsOff.test(word);
  return words.some(ends) && words.every((word) => ends(word) || filler.test(` ${word} `));
};

const endsAdvertising = (clause: string): boolean =>
  clause.split(" ").some((word) => wordStop.test(word) || signsOff.test(word)) &&
  adWord.test(clause) &&
  !orderWord.test(withoutGreeting(clause));

/** Greetings name times of day, and mean none. */
export const withoutGreeting = (line: string): string =>
  line
    .replace(/ (?:schoene|liebe|viele|beste|herzliche|freundlichen) gruesse .*$/, " ")
    .replace(/ guten (?:morgen|abend|tag) /, " ")
    .replace(/ ab (?:heute|morgen|jetzt) /, " ")
    .replace(/ schoenen? (?:tag|abend|woche|wochenende) /, " ");
