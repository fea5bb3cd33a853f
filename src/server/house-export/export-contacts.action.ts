import type { ContactConsents } from "../../contract/consent.ts";
import type { ContactView } from "../../contract/conversations.ts";
import { readConsents } from "../consent/read-consents.action.ts";
import { readContact } from "../inbox/read-contact.action.ts";
import type { Deps } from "../platform/deps.ts";
import { tableHead, tableRows } from "../platform/documents/table.adapter.ts";
import { channelNames } from "../subject-requests/packet.ts";
import { germanTime } from "../time/zone.ts";
import { contactsAfter } from "./house-export.store.ts";
import { unlessGone } from "./unless-gone.action.ts";
import { vcard } from "./vcard.ts";
import type { Walk } from "./walk.ts";
import type { Entry } from "./zip-stream.adapter.ts";

const page = 100;
const none = "00000000-0000-0000-0000-000000000000";

/**
 * Everybody who wrote to the business: cards for address books, a table, and who agreed to what in which words. Each is
 * read once: the lines of the table are kept while the cards are written, which is less than a photo for a whole town.
 */
export async function* exportContacts(deps: Deps, walk: Walk): AsyncGenerator<Entry> {
  const { counts } = walk;
  const rows: string[][] = [];
  yield {
    path: "kontakte/kontakte.vcf",
    squeeze: true,
    content: async function* () {
      for await (const contacts of contactPages(deps, walk)) {
        counts.contacts += contacts.length;
        rows.push(...contacts.map(rowOf));
        yield contacts.map((contact) => vcard(cardOf(contact))).join("");
      }
    },
  };
  yield {
    path: "kontakte/kontakte.csv",
    squeeze: true,
    content: async function* () {
      yield tableHead(columns);
      for (let at = 0; at < rows.length; at += page) yield tableRows(rows.slice(at, at + page));
    },
  };
  yield {
    path: "kontakte/einwilligungen.csv",
    squeeze: true,
    content: async function* () {
      yield tableHead(consentColumns);
      for (let at = 0; at < rows.length; at += page) {
        const steps = await consentRows(deps, walk, rows.slice(at, at + page));
        counts.consents += steps.length;
        if (steps.length > 0) yield tableRows(steps);
      }
    },
  };
}

/** Contacts by their id, which nothing that happens meanwhile can move. One erased in between is left out. */
async function* contactPages(deps: Deps, { caller }: Walk): AsyncGenerator<ContactView[]> {
  for (let after = none; ; ) {
    const { ids, contacts } = await deps.db.withTenant(caller.tenantId, async (tx) => {
      const ids = await contactsAfter(tx, after, page);
      const contacts: ContactView[] = [];
      for (const id of ids) {
        const contact = await unlessGone(readContact(deps, tx, caller, id));
        if (contact) contacts.push(contact);
      }
      return { ids, contacts };
    });
    yield contacts;
    const last = ids.at(-1);
    if (last === undefined || ids.length < page) return;
    after = last;
  }
}

const nameOf = (contact: ContactView): string => givenName(contact).replace(/\s+/g, " ");

const givenName = (contact: ContactView): string =>
  contact.name ??
  contact.identities.find((one) => one.profileName !== null)?.profileName ??
  numbersOf(contact, "phone").map((phone) => `+${phone}`)[0] ??
  `Kontakt ohne Namen (Gespräch ${contact.conversations[0]?.number ?? "?"})`;

const numbersOf = (contact: ContactView, kind: string): string[] => [
  ...new Set(contact.identities.flatMap((one) => one.addresses.filter((a) => a.kind === kind).map((a) => a.value))),
];

/** What people typed on the page to be reached: a claim, so it is no number of the card. */
const givenOf = (contact: ContactView): string =>
  contact.identities.flatMap(({ givenReach }) => givenReach ?? []).join(", ");

const numbersText = (contact: ContactView): string => contact.conversations.map((one) => one.number).join(", ");

const cardOf = (contact: ContactView) => ({
  id: contact.id,
  name: nameOf(contact),
  phones: numbersOf(contact, "phone"),
  mails: numbersOf(contact, "email"),
  note: [
    contact.conversations.length === 0 ? "" : `Gespräche: ${numbersText(contact)}`,
    givenOf(contact) === "" ? "" : `Auf der Seite angegeben: ${givenOf(contact)}`,
  ]
    .filter((line) => line !== "")
    .join(". "),
  firm: contact.recipientType === "business",
  changedAt: contact.createdAt,
});

const columns = [
  "Id",
  "Name",
  "Telefon",
  "E-Mail",
  "Auf der Seite angegeben",
  "Kanäle",
  "Gespräche",
  "Angelegt (deutsche Zeit, ISO 8601)",
  "In der Kundenkartei",
  "Offener Auftrag",
  "Minderjährig",
  "Werbung",
];
const yes = (is: boolean): string => (is ? "ja" : "nein");

function rowOf(contact: ContactView): string[] {
  return [
    contact.id,
    nameOf(contact),
    // A leading apostrophe would be added to a plus sign; "00" dials the same.
    numbersOf(contact, "phone")
      .map((phone) => `00${phone.replace(/\D/g, "")}`)
      .join(", "),
    numbersOf(contact, "email").join(", "),
    givenOf(contact),
    contact.identities.map(({ channel }) => channelNames[channel] ?? channel).join(", "),
    numbersText(contact),
    germanTime(contact.createdAt),
    yes(contact.saved),
    yes(contact.openOrder),
    yes(contact.minor),
    contact.identities.map(({ advertising }) => standings[advertising] ?? advertising).join(", "),
  ];
}

const standings: Readonly<Record<string, string>> = {
  none: "nie gefragt",
  pending: "noch nicht bestätigt",
  asked: "gefragt",
  ambiguous: "unklar",
  refused: "nein",
  granted: "ja",
  withdrawn: "widerrufen",
  expired: "abgelaufen",
};

const consentColumns = [
  "Kontakt",
  "Name",
  "Kanal",
  "Wann (deutsche Zeit, ISO 8601)",
  "Wofür",
  "Schritt",
  "Weg",
  "Frage",
  "Antwort",
];
const purposes = { advertising: "Neuigkeiten und Werbung", contact: "Kontakt" } as const;

/** Of these contacts, each by its line of the table. */
async function consentRows(deps: Deps, { caller }: Walk, rows: readonly string[][]): Promise<string[][]> {
  return await deps.db.withTenant(caller.tenantId, async (tx) => {
    const lines: string[][] = [];
    for (const [id = "", name = ""] of rows) {
      const consents = await unlessGone(readConsents(deps, tx, caller, id));
      lines.push(...(consents?.items ?? []).flatMap((item) => item.steps.map((step) => lineOf(id, name, item, step))));
    }
    return lines;
  });
}

type Consents = ContactConsents["items"][number];
const lineOf = (id: string, name: string, { channel }: Consents, step: Consents["steps"][number]): string[] => [
  id,
  name,
  channelNames[channel] ?? channel,
  germanTime(step.at),
  purposes[step.purpose],
  step.state,
  step.method,
  step.question ?? "",
  step.answer ?? "",
];
