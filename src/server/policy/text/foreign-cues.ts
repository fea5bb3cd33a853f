// Adverts between the languages of a workshop: the English, Turkish and Polish words German craft businesses write them with.
import type { Cue } from "./cue.ts";

export const foreignCues: readonly Cue[] = [
  {
    kind: "discount",
    weight: 2,
    pattern:
      /\bdiscount(s|ed)?\b|\b(special|limited|exclusive) offers?\b|\bon sale\b|\bbuy one\b|\bearly[- ]?bird\b|\bfor free\b|\bindirim\w*|\bkampanya\w*|\bbedava\b|(?<![\w.])% ?\d{1,2}\b/,
    unless: /\b(as agreed|already|invoice|anlas|fatura)/,
  },
  {
    kind: "review",
    weight: 2,
    pattern:
      /\b(leave|write|give) (us )?(a|your) (\w+ )?(review|feedback|rating)\b|\brate (us|our)\b|\b(refer|bring|tell) (a|your) friends?\b/,
  },
  {
    kind: "pitch",
    weight: 2,
    pattern:
      /\b(book|order|shop|call) now\b|\bcheck (it )?out\b.{0,20}\b(our|new)\b|\bdon'?t miss\b|\bwe('re| are) hiring\b|\b(come|drop) by\b.{0,30}\b(our|new|shop|store|salon)\b/,
  },
  {
    kind: "event",
    weight: 2,
    pattern:
      /\bopen (day|house)\b|\bnew in town\b|\bcome and (taste|try|have a look)\b|\b(come|visit|see|join|stop)\b.{0,30}\b(our|us)\b.{0,40}\b(showroom|shop|store|stand|booth|stall|exhibition|sale)\b|\b(magaza|duekkan|dukkan|sube|salon)\w*m[iı]z\b.{0,30}\bac[iı]l\w*|\bgelin go?e?r\w*|\b(dzien|dniu) otwart\w*|\bdni otwarte\b|\bzapraszamy na (otwarcie|dzien|nasze?)\b/,
    unless: /\b(your|appointment|sign|collect|pick|fetch|choose|as (agreed|discussed)|closed|umow\w*|randevu\w*)\b/,
  },
  {
    kind: "novelty",
    weight: 2,
    pattern: /\bwe (now|also) (also )?(offer|do|sell|install|stock|build|repair)\b/,
    unless: /\b(your|you (asked|wanted)|invoice)\b/,
  },
  {
    kind: "discount",
    weight: 2,
    pattern:
      /\bsave (up to )?\d+ ?(%|percent|euros?|eur|€)|\b\d+ ?(%|percent) (off|cheaper)\b|\bhalf price\b|\bpromocj\w*|\brabat(u|em|y|ow)?\b|\bwyprzeda[zż]\w*|\bsuper cen\w*|\b(zadzwon|zamow|kup) teraz\b/,
    unless: /\b(as agreed|invoice|already|faktur\w*|zgodnie|umow\w*)\b/,
  },
  {
    kind: "review",
    weight: 2,
    pattern:
      /\brecommend us\b|\barkadas\w*\b.{0,40}\b(oe?ner|getir|tavsiye)\w*|\bbizi\b.{0,60}\b(tavsiye|degerlendir\w*|oe?ner\w*|takip)\b|\bpole[cć]\w* nas\b|\bopini\w+\b.{0,20}\bgoogle\b/,
    unless: /\b(thanks?|thank you|tesekkur\w*|dziekuj\w*)\b/,
  },
  {
    kind: "maintenance",
    weight: 2,
    pattern:
      /\b(time|due) for (your|an?|the) (annual|yearly|next|winter|spring) (\w+ ){0,2}(service|check|check-?up|inspection|maintenance)\b/,
    unless: /\b(contract|agreed|as every)\b/,
  },
  { kind: "pitch", weight: 1, pattern: /\brandevu al[ıi]n|\bhemen (aray|gel|al)[ıi]n|\bkazan[ıi]n/ },
  {
    kind: "offer",
    weight: 1,
    pattern: /\bfirsat\w*|\bfırsat\w*|\bsadece \d+|\bonly \d+ ?(euro|eur|€)|\bhediye\w*|\bdeal\b/,
  },
];
