import { expect, test } from "vitest";
import { ConsentStepView } from "../../contract/consent.ts";
import { ContactView } from "../../contract/conversations.ts";
import type { NewStep } from "../consent/record-step.action.ts";
import { instant } from "../platform/instant.ts";
import { consentWords, type Packet, type PacketConsent, packetData } from "./packet.ts";
import { packetDocument } from "./packet-document.adapter.ts";

const at = "2026-11-24T08:00:00.000Z";
const contact = ContactView.parse({
  id: "00000000-0000-4000-8000-000000000001",
  name: "Helga Seidel",
  saved: true,
  savedReason: null,
  recipientType: "business",
  employeeRelation: "none",
  minor: true,
  openOrder: true,
  createdAt: at,
  identities: [],
  notices: [],
  conversations: [],
});
const consent: PacketConsent = {
  at,
  channel: "whatsapp",
  purpose: "advertising",
  state: "pending",
  method: "paper",
  files: [],
};
const packet: Packet = {
  kind: "access",
  receivedOn: "2026-11-24",
  issuedAt: instant(Date.parse(at)),
  issuer: "Brandt",
  contact,
  notices: [],
  messages: [],
  consents: [consent],
  projects: [],
  leftOut: 0,
};

test("what somebody marked about the person is part of the answer, for people and for programs", () => {
  const marked = ["Schreibt für eine Firma", "Ein Auftrag läuft", "Noch nicht 18 Jahre alt", "Als Kontakt gespeichert"];
  expect(packetData(packet)).toMatchObject({ person: { vermerkt: marked } });
  const facts = packetDocument(packet).blocks.flatMap((block) => (block.kind === "facts" ? block.rows : []));
  expect(facts).toContainEqual({ label: "Von uns vermerkt", value: marked.join("\n") });
});

test("every step of a consent is told in German, and how it came about", () => {
  expect(packetData(packet)).toMatchObject({
    einwilligungen: [
      { wofuer: "Neuigkeiten und Werbung", stand: "festgehalten, noch nicht bestätigt", weg: "auf Papier" },
    ],
  });
  const known: Record<NewStep["method"], true> = {
    chat: true,
    button: true,
    keyword: true,
    "meta-preference": true,
    page: true,
    member: true,
    paper: true,
    phone: true,
    form: true,
    suppression: true,
  };
  for (const method of Object.keys(known)) expect(consentWords({ ...consent, method }).method).not.toBe(method);
  for (const state of ConsentStepView.shape.state.options)
    expect(consentWords({ ...consent, state }).state).not.toMatch(new RegExp(`^${state}$`));
});
