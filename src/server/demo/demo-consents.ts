// Customers of the demo and what they agreed to.
import type { StepState } from "../consent/consent.ts";

interface DemoConsent {
  readonly name: string;
  readonly channel: "webchat" | "whatsapp";
  readonly text: string;
  /** Days before today, what happened, by which way, and what was said. */
  readonly steps: readonly (readonly [number, StepState, "chat" | "button" | "keyword", string])[];
}

export const demoConsents: readonly DemoConsent[] = [
  {
    name: "Renate Fuchs (Demo)",
    channel: "webchat",
    text: "Die Wartung hat gut geklappt. Vielen Dank.",
    steps: [
      [19, "asked", "chat", ""],
      [18, "granted", "button", "Ja, gern"],
    ],
  },
  {
    name: "Emil Sauer (Demo)",
    channel: "webchat",
    text: "Die neue Armatur ist dicht. Danke.",
    steps: [[2, "asked", "chat", ""]],
  },
  {
    name: "Carla Winter (Demo)",
    channel: "webchat",
    text: "Rechnung ist überwiesen.",
    steps: [
      [200, "asked", "chat", ""],
      [199, "granted", "keyword", "JA WERBUNG"],
      [12, "withdrawn", "keyword", "STOPP"],
    ],
  },
  {
    name: "Paul Zimmer (Demo)",
    channel: "webchat",
    text: "Wann ist die nächste Wartung fällig?",
    steps: [
      [581, "asked", "chat", ""],
      [580, "granted", "button", "Ja, gern"],
    ],
  },
  {
    name: "Heike Lorenz (Demo)",
    channel: "whatsapp",
    text: "Der neue Thermostat läuft. Danke für die schnelle Hilfe.",
    steps: [
      [18, "asked", "chat", ""],
      [17, "granted", "button", "Ja, gern"],
    ],
  },
];
