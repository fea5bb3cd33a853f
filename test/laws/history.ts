import type { LightMyRequestResponse } from "fastify";
import { expect } from "vitest";
import { SendAnswer } from "../../src/contract/messages.ts";
import { activateChannel } from "../../src/server/channel-setup/activate-channel.action.ts";
import { stopChannel } from "../../src/server/channels/stop-channel.action.ts";
import { demoGapDecision } from "../../src/server/demo/demo-business.ts";
import { publishNotice } from "../../src/server/notices/publish-notice.action.ts";
import { decideGaps } from "../../src/server/processors/decide-gaps.action.ts";
import { reviewProcessor } from "../../src/server/processors/review-processor.action.ts";
import { switchTransfer } from "../../src/server/processors/switch-transfer.action.ts";
import { aktion, type Reply, termin } from "../support/a-business.ts";
import type { Customer } from "../support/a-customer.ts";
import { memberBrowser, type TestBrowser } from "../support/access-app.ts";
import type { TestApp } from "../support/build-app.ts";
import { type Left, rejected, uncertain, unreachable } from "../support/fake-channel.ts";
import {
  type Book,
  forbidden,
  type Intent,
  isNoticeText,
  newPerson,
  type Person,
  surelyLawful,
  versionIn,
  type Wanted,
} from "./history-oracle.ts";

export type Step =
  | { readonly do: "writes"; readonly who: number; readonly text: string }
  | { readonly do: "prefers"; readonly who: number; readonly value: "stop" | "resume" }
  | { readonly do: "consents"; readonly who: number; readonly state: "granted" | "refused" | "used" }
  | { readonly do: "is"; readonly who: number; readonly what: "staff" | "nobody" | "minor" | "adult" }
  | { readonly do: "passes"; readonly ms: number }
  | { readonly do: "replies"; readonly who: number; readonly by: "session" | "token"; readonly intent: Intent }
  | { readonly do: "retries" | "settles" | "receipt"; readonly pick: number; readonly as: "sent" | "failed" }
  | { readonly do: "channel"; readonly fails: "unreachable" | "rejected" | "uncertain" }
  | { readonly do: "transfer"; readonly valid: boolean }
  | { readonly do: "opens"; readonly open: boolean }
  | { readonly do: "decides" }
  | { readonly do: "publishes"; readonly change: "editorial" | "material" }
  | { readonly do: "loses" };

const discount = "Nur diese Woche 20 % Rabatt auf alle Badmöbel!";
const sayings: Readonly<Record<Intent, Reply>> = {
  plain: { text: "Ihr Termin ist am Montag um acht." },
  plainTemplate: termin("Montag"),
  mixed: { text: `Ihr Termin ist morgen um acht. PS: ${discount}` },
  advert: { text: `${discount} Ende mit STOPP.`, messageClass: "advertising" },
  advertAsService: { text: discount },
  advertTemplate: aktion(),
  advertInUtility: termin(`Montag. ${discount}`),
  greeting: { text: "Das ganze Team wünscht Ihnen frohe Weihnachten und einen guten Rutsch!" },
  danger: { text: "Bitte sofort raus und 112 anrufen.", messageClass: "safety", dangerReason: "Gasgeruch" },
  dangerWithoutReason: { text: "Bitte sofort raus und 112 anrufen.", messageClass: "safety" },
  dangerAdvert: { text: discount, messageClass: "safety", dangerReason: "Gasgeruch" },
};
const outcomes = { unreachable, rejected, uncertain };

/** Each history begins with the papers in order and two people who have written. */
const beginning: readonly Step[] = [
  { do: "transfer", valid: true },
  { do: "decides" },
  { do: "opens", open: true },
  { do: "writes", who: 0, text: "Guten Tag" },
  { do: "writes", who: 1, text: "Guten Tag" },
];

export interface Tally {
  sent: number;
  refused: number;
  lawful: number;
}

/** Histories over the running app, one after the other, and the bystander's book of them. */
export class History {
  readonly #app: TestApp;
  readonly #owner: TestBrowser;
  readonly #tally: Tally;
  readonly #book: Book;
  readonly #people: { customer: Customer; person: Person }[] = [];
  readonly #wanted = new Map<string, Wanted>();
  /** Notices the channel took and did not give back. */
  readonly #notices = new Map<string, { readonly person: Person; readonly version: number }>();
  /** Messages whose last try must not be repeated by the house itself. */
  readonly #done = new Set<string>();
  #seen: number;
  #office: TestBrowser | undefined;
  #device = { id: "", lost: false };

  constructor(app: TestApp, owner: TestBrowser, tally: Tally) {
    this.#app = app;
    this.#owner = owner;
    this.#tally = tally;
    this.#seen = app.left.length;
    const now = this.#now();
    this.#book = { channelOpen: true, dpfValid: true, decidedAt: now, reviewedAt: now, mustHave: 1 };
  }

  /** Two new people, the papers in order, and then the steps. What others still wait for goes on meanwhile. */
  async run(steps: readonly Step[]): Promise<void> {
    this.#app.whatsapp.script.length = 0;
    for (let i = 0; i < 2; i++) this.#people.unshift({ customer: this.#app.firm.customer(), person: newPerson() });
    for (const step of [...beginning, ...steps]) {
      await this.#take(step);
      // Whatever comes from outside has been worked through already.
      if (step.do === "replies" || step.do === "retries" || step.do === "settles") await this.#app.drain();
      this.#judge(step);
    }
  }

  #now(): number {
    return this.#app.clock.now().getTime();
  }

  #at(index: number) {
    const one = this.#people[index % 2];
    if (!one) throw new Error("nobody");
    return one;
  }

  async #take(step: Step): Promise<void> {
    switch (step.do) {
      case "writes":
        return await this.#write(this.#at(step.who), step.text);
      case "prefers":
        return await this.#known(step.who, async ({ customer, person }) => {
          if (step.value === "stop") {
            person.metaStop = true;
            person.consent = { state: "withdrawn", touched: this.#now() };
          }
          await customer.prefers(step.value);
        });
      case "consents":
        return await this.#known(step.who, async ({ customer, person }) => {
          this.#app.clock.advance(1);
          const counts = step.state !== "used" || person.consent.state === "granted";
          if (counts)
            person.consent = { state: step.state === "refused" ? "refused" : "granted", touched: this.#now() };
          await customer.consent(step.state);
        });
      case "is":
        return await this.#known(step.who, async ({ customer, person }) => {
          if (step.what === "staff" || step.what === "nobody") {
            person.staff = step.what === "staff";
            await customer.is({ employee_relation: person.staff ? "staff" : "none" });
          } else {
            person.minor = step.what === "minor";
            await customer.is({ age: person.minor ? "minor" : "adult" });
          }
        });
      case "passes":
        return await this.#app.pass(step.ms);
      case "replies":
        return await this.#known(step.who, (one) => this.#reply(one, step.by, step.intent));
      case "retries":
      case "settles":
      case "receipt":
        return await this.#touch(step);
      case "channel":
        this.#app.whatsapp.script.push(outcomes[step.fails]);
        return;
      default:
        return await this.#order(step);
    }
  }

  async #order(step: Extract<Step, { do: "transfer" | "opens" | "decides" | "publishes" | "loses" }>): Promise<void> {
    const { deps, firm } = this.#app;
    const owner = await firm.callerOf("owner");
    const by = { tenantId: firm.tenantId, actor: { kind: "server", id: null }, deviceId: null } as const;
    switch (step.do) {
      case "transfer":
        this.#book.dpfValid = step.valid;
        await firm.tx((tx) => switchTransfer(deps, tx, owner, { dpfValid: step.valid, source: "Geschichte" }));
        return;
      case "opens": {
        if (!step.open) {
          this.#book.channelOpen = false;
          return await firm.tx((tx) => stopChannel(deps, tx, by, firm.whatsappAccountId));
        }
        const missing = await firm.tx((tx) => activateChannel(deps, tx, by, firm.whatsappAccountId));
        if (missing.length === 0) this.#book.channelOpen = true;
        return;
      }
      case "decides":
        this.#book.decidedAt = this.#now();
        this.#book.reviewedAt = this.#now();
        return await firm.tx(async (tx) => {
          const rows = await tx
            .selectFrom("processor")
            .select("processor_id")
            .where("channel_kind", "=", "whatsapp")
            .execute();
          for (const { processor_id } of rows) {
            await decideGaps(deps, tx, owner, processor_id, demoGapDecision);
            await reviewProcessor(deps, tx, owner, processor_id, "durchgesehen");
          }
        });
      case "publishes": {
        // Without a basis for the transfer the notice is not complete, and the product says so (PN-2).
        if (!this.#book.dpfValid) return;
        const input = { change: step.change, reason: "Geschichte zum Test" };
        const version = await firm.tx((tx) => publishNotice(deps, tx, owner, "whatsapp", input));
        if (step.change === "material") this.#book.mustHave = version;
        return;
      }
      case "loses":
        if (this.#office === undefined) return;
        this.#device.lost = true;
        await this.#owner.signIn();
        await this.#owner.stepUp();
        expect((await this.#owner.send("POST", `/api/devices/${this.#device.id}/lost`)).statusCode).toBe(200);
        expect((await this.#office.send("GET", "/api/me")).statusCode).toBe(401);
        this.#office = undefined;
    }
  }

  async #known(who: number, work: (one: { customer: Customer; person: Person }) => Promise<void>): Promise<void> {
    const one = this.#at(who);
    if (one.person.lastInbound !== undefined) await work(one);
  }

  async #write({ customer, person }: { customer: Customer; person: Person }, text: string): Promise<void> {
    this.#app.clock.advance(1_000);
    person.lastInbound = this.#now();
    person.lastGreeted = text.includes("Weihnachten");
    if (text === "STOPP") person.consent = { state: "withdrawn", touched: this.#now() };
    await customer.writes(text);
  }

  async #reply({ customer, person }: { customer: Customer; person: Person }, by: "session" | "token", intent: Intent) {
    const lawful = intent === "plain" && surelyLawful(this.#now(), person, this.#book);
    const path = `/api/conversations/${await customer.conversationId()}/messages`;
    const body = { clientId: this.#app.deps.ids.uuid(), ...sayings[intent] };
    const device = this.#device;
    const response =
      by === "token" ? await this.#app.firm.office.call("POST", path, body) : await this.#session(path, body);
    const { message, permit } = SendAnswer.parse(response.json());
    this.#wanted.set(message.id, {
      intent,
      deviceLost: () => by === "session" && device === this.#device && device.lost,
    });
    if (permit.verdict !== "allow") this.#tally.refused += 1;
    if (!lawful) return;
    this.#tally.lawful += 1;
    expect([permit.verdict, permit.why], "an ordinary answer").toEqual(["allow", permit.why]);
  }

  /** A member at a device of the business; signs in again where the session has run out, enrols anew after a loss. */
  async #session(path: string, body: object): Promise<LightMyRequestResponse> {
    if (this.#office === undefined) {
      await this.#owner.signIn();
      const made = await memberBrowser(this.#app.http, this.#app.deps, this.#owner, "Kai Probe", "office");
      this.#office = made.browser;
      this.#device = { id: made.deviceId, lost: false };
    }
    const response = await this.#office.send("POST", path, body);
    if (response.statusCode !== 401) return response;
    await this.#office.signIn();
    return await this.#office.send("POST", path, body);
  }

  /** Something happens to a message that was written before. */
  async #touch({ do: what, pick, as }: Extract<Step, { do: "retries" | "settles" | "receipt" }>): Promise<void> {
    if (what === "receipt") return await this.#receipt(pick, as);
    const ids = [...this.#wanted.keys()].slice(-12);
    const id = ids[pick % Math.max(1, ids.length)];
    if (id === undefined) return;
    const body = what === "retries" ? {} : { outcome: as };
    const path = `/api/messages/${id}/${what === "retries" ? "retry" : "settle"}`;
    const { statusCode } = await this.#app.firm.office.call("POST", path, body);
    expect([200, 409]).toContain(statusCode);
    if (what === "retries" && statusCode === 200) {
      this.#done.delete(id);
      // Whoever wants it again stands for it now, at a device that is not lost.
      const wanted = this.#wanted.get(id);
      if (wanted) this.#wanted.set(id, { ...wanted, deviceLost: () => false });
    }
  }

  /** WhatsApp reports on one of the last messages it took, notices included. */
  async #receipt(pick: number, as: "sent" | "failed"): Promise<void> {
    const left = this.#app.left.slice(-4)[pick % 4];
    const who = this.#people.find(({ customer }) => left?.to.some(({ value }) => value === customer.bsuid));
    if (!left || !who || left.outcome?.kind !== "sent") return;
    if (as === "failed" && isNoticeText(left.text)) {
      // Another one that was taken still stands.
      this.#notices.delete(left.messageId);
      who.person.gaveBack = true;
      who.person.informed = this.#informed(who.person);
    }
    await who.customer.receipt(left.outcome.externalId, as);
  }

  #informed(person: Person): number {
    return Math.max(0, ...[...this.#notices.values()].filter((one) => one.person === person).map((one) => one.version));
  }

  /** Looks at everything that left since the last step: none of it may be forbidden. */
  #judge(step: Step): void {
    for (const left of this.#app.left.slice(this.#seen)) {
      const who = this.#people.find(({ customer }) => left.to.some(({ value }) => value === customer.bsuid));
      const wanted = this.#wanted.get(left.messageId);
      const why = forbidden(toSend(left), wanted, who?.person, this.#book);
      expect([why, step, wanted?.intent, left.text.slice(0, 40)], "left the house").toEqual([
        undefined,
        step,
        wanted?.intent,
        left.text.slice(0, 40),
      ]);
      expect([this.#done.has(left.messageId), step], "sent again by itself").toEqual([false, step]);
      this.#tally.sent += 1;
      if (left.outcome?.kind !== "unreachable") this.#done.add(left.messageId);
      if (who && left.outcome?.kind === "sent" && isNoticeText(left.text)) {
        this.#notices.set(left.messageId, { person: who.person, version: versionIn(left.text) });
        who.person.informed = this.#informed(who.person);
      }
    }
    this.#seen = this.#app.left.length;
  }
}

const toSend = (left: Left) => ({
  at: left.at.getTime(),
  text: left.text,
  isTemplate: left.content.type === "template",
  templateName: left.content.type === "template" ? left.content.name : undefined,
});
