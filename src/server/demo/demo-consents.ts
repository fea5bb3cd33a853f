// Customers of the demo and what they agreed to.
import type { StepState } from "../consent/consent.ts";

interface DemoConsent {
  readonly name: string;
  readonly channel: "webchat" | "whatsapp";
  /** Days before today, and what they wrote; the first before anybody asked them anything. */
  readonly said: readonly (readonly [number, string])[];
  /** Days before today, what happened, by which way, and what was said. */
  readonly steps: readonly (readonly [number, StepState, "chat" | "button" | "keyword", string])[];
}

export const demoConsents: readonly DemoConsent[] = [
  {
    name: "Renate Fuchs (Demo)",
    channel: "webchat",
    said: [[20, "Die Wartung hat gut geklappt. Vielen Dank."]],
    steps: [
      [19, "asked", "chat", ""],
      [18, "granted", "button", "Ja, gern"],
    ],
  },
  {
    name: "Emil Sauer (Demo)",
    channel: "webchat",
    said: [[20, "Die neue Armatur ist dicht. Danke."]],
    steps: [[2, "asked", "chat", ""]],
  },
  {
    name: "Carla Winter (Demo)",
    channel: "webchat",
    said: [
      [201, "Bitte tauschen Sie im Bad das Thermostat."],
      [20, "Rechnung ist überwiesen."],
    ],
    steps: [
      [200, "asked", "chat", ""],
      [199, "granted", "keyword", "JA WERBUNG"],
      [12, "withdrawn", "keyword", "STOPP"],
    ],
  },
  {
    name: "Paul Zimmer (Demo)",
    channel: "webchat",
    said: [
      [582, "Bitte warten Sie unsere Heizung."],
      [20, "Wann ist die nächste Wartung fällig?"],
    ],
    steps: [
      [581, "asked", "chat", ""],
      [580, "granted", "button", "Ja, gern"],
    ],
  },
  {
    name: "Heike Lorenz (Demo)",
    channel: "whatsapp",
    // Asked while the service window of what was written stood open.
    said: [[18.3, "Der neue Thermostat läuft. Danke für die schnelle Hilfe."]],
    steps: [
      [18, "asked", "chat", ""],
      [17.6, "granted", "button", "Ja, gern"],
    ],
  },
];
