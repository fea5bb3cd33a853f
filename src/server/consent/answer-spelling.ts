// How words are spelt: dialects put into standard German, slips of the finger mended. Everything is folded already.
import { editDistance } from "../policy/text/edit-distance.ts";

const standard: ReadonlyMap<string, string> = new Map(
  (
    [
      ["nicht", "ned net nich nit nitt nid noed neet"],
      [
        "keine",
        "koa koan koane koana koin koine kaa kaan kaane koi kei keini keen keene kene kee geene geen ke ken kaine keien kiene keinne keie keinr",
      ],
      ["nichts", "nix nixx nischt nuescht nuet nuets nued niks nichs nichst"],
      ["nicht mehr", "nimmer nimma nemmer nuem nuemm nuemme nimmermehr nichtmehr"],
      ["mehr", "meh mieh mea meahr"],
      ["werbung", "werbig waerbig werwung werbong warbung"],
      ["reklame", "reklaam reklam"],
      ["aktionen", "aktione akschone"],
      ["angebote", "agebote aagebote ogebote angeboote"],
      ["neuigkeiten", "neiigkeiten neiigkeite neuigkeite neuikeiten"],
      ["nachrichten", "nachrichte nochrichten nachrichtn narichten"],
      ["euch", "eich enk aich oich uech"],
      ["eure", "eire eiere enkere oiern"],
      ["bitte", "bidde bidd bittschoen bittscheen biddscheen bite bittte"],
      ["lasst", "lossts lassts losst loss lot laat loast"],
      ["ruhe", "ruah rueh frieda"],
      ["schickt", "schickts schickz"],
      ["schicken", "schickn schicke schicket schigge schigged"],
      ["schreibt", "schreibts"],
      ["moechte", "moecht moechat mecht mechat moechtn moechet"],
      ["will", "wui wott wuell wull"],
      ["brauche", "brauch bruch bruuch bruuk bruk brauchn bruche"],
      ["brauchen wir", "brauchma brauchmer brauchemer"],
      ["kriegen", "griang griagn kriang kriagn griege kriege"],
      ["habe", "hann hob"],
      ["muss", "mutt moss muass muess"],
      ["weiss", "woass woas weess waass wees woiss"],
      ["ueberlegen", "ueberlegn ueberleege ueberlaege iwwerleje iwwalegn"],
      ["hoert", "heert hert heat"],
      ["auf", "uff"],
      ["geht", "geit goht gaht"],
      ["klar", "klor kloar"],
      ["interesse", "intresse interess intressen interese"],
      ["nae", "naeae naeaeae"],
      ["nein", "nei nej neeein naein nain neim nien neinn neiin"],
    ] as const
  ).flatMap(([word, ways]) => ways.split(" ").map((way) => [way, word] as const)),
);

/** What is mistyped most, where it matters, by its first letter, which fingers seldom miss. */
const mended: ReadonlyMap<string, readonly string[]> = Map.groupBy(
  "werbung werbungen reklame newsletter verteiler nachrichten neuigkeiten aktionen angebote abmelden abmeldung abbestellen abbestellung austragen widerruf widerrufe widerrufen einwilligung zustimmung".split(
    " ",
  ),
  (word) => word.charAt(0),
);
/** Words of their own, however near. */
const otherWords: ReadonlySet<string> = new Set(
  "wertung wertungen werdung werbend wartung anmelden anmeldung abmeldet abmelde umeldung auftragen eintragen abtragen antragen ausfragen austragt austrage auftrage angebot angeboten angebotes auktionen aktion verteilen verteilern verteilt nachricht abbestellt abbestelle widerrufen widerrufs einwilligungen bestimmung zustimmungen".split(
    " ",
  ),
);
const otherThanStop: ReadonlySet<string> = new Set(
  "top topp tops shop shops stopf step steps stepp stipp slop atop stoff stock stau sto stor stoppt stops spot sopran".split(
    " ",
  ),
);

const mend = (word: string): string => {
  if (word.length < 5 || word.length > 18 || otherWords.has(word)) return word;
  const alike = mended.get(word.charAt(0)) ?? [];
  return (
    alike.find((right) => editDistance(word, right, 1) <= 1) ??
    alike.find((right) => right.length > 9 && word.length >= right.length - 1 && editDistance(word, right, 2) <= 2) ??
    word
  );
};

/** Standard German, one word after the other. */
export const spelt = (text: string): string => {
  const alone = text.trim().split(/\s+/).length === 1;
  // "do muaß i no überlegn": the south says "no" for "noch"
  const south = text.replace(/(?<=\b(?:i|ich|ma|mia|mer|muass|muess|muss|erst) )no(?= \p{L})/gu, "noch");
  return south.replace(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu, (word) =>
    alone && word === "meh" ? word : (standard.get(word) ?? mend(word)),
  );
};

/** One slip leaves three letters of it, and most words have not even those. */
const threeOfStop = /[stop].*[stop].*[stop]/;

/** STOPP, or what a finger made of it. To be asked of a word that stands alone. */
export const nearlyStop = (word: string): boolean =>
  threeOfStop.test(word) &&
  (/^s+t+o+p+$/.test(word) ||
    (word.length <= 6 &&
      !otherThanStop.has(word) &&
      (editDistance(word, "stop", 1) <= 1 ||
        editDistance(word, "stopp", 1) <= 1 ||
        ["opst", "oppst"].includes([...word].sort().join("")))));
