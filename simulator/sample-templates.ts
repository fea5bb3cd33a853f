import type { JsonObject } from "./json.ts";

/** Approved templates every new world starts with. Variables stand neither first nor last, as Meta demands. */
export const SAMPLE_TEMPLATES: JsonObject[] = [
  {
    name: "termin_bestaetigung",
    language: "de",
    category: "UTILITY",
    components: [
      {
        type: "BODY",
        text: "Guten Tag {{1}}, wir kommen am {{2}} zu Ihnen. Passt etwas nicht, antworten Sie bitte hier.",
        example: { body_text: [["Frau Seidel", "Do, 3. Dezember, 10 bis 12 Uhr"]] },
      },
      {
        type: "BUTTONS",
        buttons: [
          { type: "QUICK_REPLY", text: "Der Termin passt" },
          { type: "QUICK_REPLY", text: "Bitte verschieben" },
        ],
      },
    ],
  },
  {
    name: "rueckfrage_auftrag",
    language: "de",
    category: "UTILITY",
    components: [
      {
        type: "BODY",
        text: "Guten Tag, zu Ihrem Auftrag {{1}} haben wir eine Frage. Bitte antworten Sie hier kurz.",
        example: { body_text: [["1187"]] },
      },
    ],
  },
  {
    name: "fruehjahrsaktion",
    language: "de",
    category: "MARKETING",
    components: [
      {
        type: "BODY",
        text: "Brandt Haustechnik: Der Frühling kommt. Bis Ende April prüfen wir Ihre Heizung zum Festpreis. Antworten Sie mit JA für einen Termin. Keine Werbung mehr? Schreiben Sie STOPP.",
      },
      { type: "FOOTER", text: "Keine Angebote mehr? Antworten Sie STOPP." },
    ],
  },
];
