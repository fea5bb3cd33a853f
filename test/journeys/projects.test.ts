import { createHash } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type CustomerAnswer,
  type ProjectList,
  type ProjectPhotos,
  type ProjectView,
  type ReportList,
  type TodayProjects,
  WriteToCustomer,
} from "../../src/contract/projects.ts";
import type { RoomList, TeamFileView } from "../../src/contract/rooms.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { inviteGuest } from "../../src/server/guests/invite-guest.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import { day, hour } from "../../src/server/platform/instant.ts";
import { eraseFromProjects } from "../../src/server/projects/erase-from-projects.action.ts";
import { sweepProjects } from "../../src/server/projects/sweep-projects.job.ts";
import { Person } from "../support/a-business.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { lockWaits } from "../support/lock-waits.ts";

/** One job for a customer: people on site see what they need, the customer hears from them through the one way out. */
let app: TestApp;
let sandra: Person;
let tarik: Person;
let leonie: Person;
let mehmet: Person;
let guest: Person;
/** A guest of another site. */
let stranger: Person;
let helga: Customer;
let conversationId: string;
let project: ProjectView;

beforeAll(async () => {
  app = await buildTestApp();
  sandra = app.firm.office;
  [tarik, leonie, mehmet] = (await Promise.all(
    ["Tarik (Demo)", "Leonie (Demo)", "Mehmet Aydın (Demo)"].map((name) => app.firm.person(name)),
  )) as [Person, Person, Person];
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
  helga = app.firm.customer({ name: "Helga Seidel", phone: "4917012345678" });
  await helga.writes("Die Therme tropft, der Schlüssel liegt bei Kern");
  await helga.sends({ type: "image", image: { id: "9001", mime_type: "image/jpeg", sha256: "" } });
  conversationId = await helga.conversationId();
  project = (await sandra.post("/api/projects", {
    name: "Therme Seidel",
    address: "Gartenstraße 4, 09111 Chemnitz",
    access: "Hund im Hof, bitte klingeln",
    memberIds: [tarik.memberId],
    conversationId,
  })) as ProjectView;
  const elsewhere = (await sandra.post("/api/projects", { name: "Dach Kern" })) as ProjectView;
  stranger = await guestOf(elsewhere.id);
});
afterAll(() => app.stop());

/** A subcontractor's person, invited by the office into one project. */
async function guestOf(projectId: string): Promise<Person> {
  const office = await app.firm.callerOf("office");
  const wish = { name: "Pavel Fliese", firm: "Fliesen Fliese", endsOn: "2026-12-31" };
  const memberId = await app.sql((tx) => inviteGuest(app.deps, tx, office, projectId, wish));
  const caller = { ...office, memberId, role: "guest", name: wish.name } as const;
  return new Person(app, app.firm.host, (await createToken(app.deps, caller, "Prüfung")).token, memberId);
}

const uuid = () => app.deps.ids.uuid();
const path = (what = "", id: string = project.id) => `/api/projects/${id}${what}`;
const view = async (who: Person, id?: string) => (await who.get(path("", id))) as ProjectView;
const photos = async (who: Person, id?: string) => ((await who.get(path("/photos", id))) as ProjectPhotos).items;
const projects = async (who: Person) => ((await who.get("/api/projects")) as ProjectList).items.map((one) => one.name);
const rooms = async (who: Person) => ((await who.get("/api/rooms")) as RoomList).items;
const change = async (who: Person, what: Record<string, unknown>) =>
  await who.call("PATCH", path(), { version: (await view(sandra)).version, ...what });

async function takePhoto(who: Person, query = "", bytes?: Uint8Array): Promise<TeamFileView> {
  const head =
    '--b\r\nContent-Disposition: form-data; name="file"; filename="IMG_1.jpg"\r\nContent-Type: image/jpeg\r\n\r\n';
  const form = Buffer.concat([Buffer.from(head), bytes ?? (await photo("jpeg")), Buffer.from("\r\n--b--\r\n")]);
  const type = "multipart/form-data; boundary=b";
  const answer = await who.sendRaw(path(`/files?clientId=${uuid()}${query}`), form, type);
  if (answer.statusCode !== 201) throw new Error(`${answer.statusCode} ${answer.body}`);
  return answer.json() as TeamFileView;
}
const content = async (who: Person, fileId: string) =>
  (await who.call("GET", `/api/team-files/${fileId}/content`)).rawPayload;

describe("who sees a project", () => {
  test("people of it and who manages projects; the others, and guests of other sites, find nothing", async () => {
    expect(await projects(tarik)).toEqual(["Therme Seidel"]);
    expect(await projects(mehmet)).toEqual(["Dach Kern", "Therme Seidel"]);
    for (const who of [leonie, stranger]) {
      expect(await projects(who)).toEqual(who === stranger ? ["Dach Kern"] : []);
      for (const what of ["", "/photos", "/reports"]) expect((await who.call("GET", path(what))).statusCode).toBe(404);
      expect((await who.call("POST", path("/notes"), { clientId: uuid(), text: "x" })).statusCode).toBe(404);
    }
  });

  test("its room has its people and its name; whoever comes or goes comes or goes there too", async () => {
    const roomOf = async (who: Person) => (await rooms(who)).find((room) => room.projectId === project.id);
    expect(await roomOf(tarik)).toMatchObject({ kind: "project", name: "Therme Seidel", id: project.roomId });
    expect(await roomOf(leonie)).toBeUndefined();
    expect((await change(sandra, { add: [leonie.memberId] })).statusCode).toBe(200);
    expect((await roomOf(leonie))?.memberIds).toEqual(
      expect.arrayContaining([sandra.memberId, tarik.memberId, leonie.memberId]),
    );
    expect((await change(sandra, { remove: [leonie.memberId] })).statusCode).toBe(200);
    expect(await roomOf(leonie)).toBeUndefined();
    expect((await change(tarik, { add: [leonie.memberId] })).statusCode).toBe(403);
  });

  test("on site one reads name, address and how to get in, and nothing of the inbox or the number", async () => {
    const seen = await view(tarik);
    expect(seen).toMatchObject({
      address: "Gartenstraße 4, 09111 Chemnitz",
      access: "Hund im Hof, bitte klingeln",
      customers: [{ name: "Helga Seidel", phone: null, contactId: null }],
      conversations: [],
      manages: false,
    });
    const said = JSON.stringify([seen, await photos(tarik), await rooms(tarik)]);
    for (const secret of ["4917012345678", "Schlüssel liegt", conversationId]) expect(said).not.toContain(secret);
    expect((await view(sandra)).conversations.map((one) => one.id)).toEqual([conversationId]);
    expect((await tarik.call("GET", `/api/conversations/${conversationId}`)).statusCode).toBe(404);
  });

  test("the office releases the number for a call, for people of the firm only", async () => {
    await change(sandra, { callReleased: true });
    guest = await guestOf(project.id);
    expect((await change(sandra, { add: [stranger.memberId] })).statusCode).toBe(404);
    expect((await view(tarik)).customers[0]?.phone).toBe("+4917012345678");
    expect((await view(guest)).customers).toEqual([{ name: "Helga Seidel", phone: null, contactId: null }]);
    await change(sandra, { callReleased: false });
    expect((await view(tarik)).customers[0]?.phone).toBeNull();
  });
});

describe("photos", () => {
  test("the customer's photo is there, until the office hides it; guests never see it", async () => {
    const [theirs] = await photos(tarik);
    expect(theirs).toMatchObject({ source: "customer", author: "Helga Seidel", released: true });
    const url = path(`/customer-photos/${theirs?.id}/content`);
    expect((await tarik.call("GET", url)).statusCode).toBe(200);
    expect(await photos(guest)).toEqual([]);
    expect((await guest.call("GET", url)).statusCode).toBe(404);
    const hide = { photos: [{ source: "customer", id: theirs?.id }], released: false };
    expect((await tarik.call("PUT", path("/photo-labels"), hide)).statusCode).toBe(403);
    await sandra.call("PUT", path("/photo-labels"), hide);
    expect(await photos(tarik)).toEqual([]);
    expect((await tarik.call("GET", url)).statusCode).toBe(404);
    expect((await photos(sandra))[0]).toMatchObject({ released: false });
    await sandra.call("PUT", path("/photo-labels"), { ...hide, released: true });
  });

  test("what the customer sent long before the job is another story, until the office releases it", async () => {
    const other = app.firm.customer({ name: "Alt Kunde" });
    await other.sends({ type: "image", image: { id: "9002", mime_type: "image/jpeg", sha256: "" } });
    await app.pass(20 * day);
    await other.writes("Jetzt tropft das Bad");
    const made = (await sandra.post("/api/projects", {
      name: "Bad",
      memberIds: [tarik.memberId],
      conversationId: await other.conversationId(),
    })) as ProjectView;
    expect(await photos(tarik, made.id)).toEqual([]);
    expect((await photos(sandra, made.id)).map((one) => one.released)).toEqual([false]);
  });

  test("of two who make a project of one conversation at once, one does; when it is done the next job is another", async () => {
    const other = app.firm.customer({ name: "Doppelt" });
    await other.writes("Das Bad tropft");
    const id = await other.conversationId();
    const make = (who: Person) => who.call("POST", "/api/projects", { name: "Bad", conversationId: id });
    const made = async () => ((await sandra.get(`/api/projects?conversationId=${id}`)) as ProjectList).items;
    const answers = await Promise.all([make(sandra), make(app.firm.owner)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    const [first] = await made();
    const late = (await make(sandra)).json();
    expect([(await made()).length, late.detail]).toEqual([
      1,
      expect.stringContaining(`schon Projekt ${first?.number}.`),
    ]);
    const { version } = (await sandra.get(`/api/projects/${first?.id}`)) as ProjectView;
    await sandra.call("PATCH", `/api/projects/${first?.id}`, { version, state: "done" });
    expect((await make(sandra)).statusCode).toBe(201);
    expect((await made()).length).toBe(2);
  });

  test("a photo that waited for a net stands where it was taken, and a clock that cannot be right is not believed", async () => {
    const at = async (query: string) => {
      const { id } = await takePhoto(tarik, query);
      const photo = (await photos(tarik)).find((one) => one.id === id);
      await tarik.call("DELETE", path(`/photos/${id}`));
      return photo?.at;
    };
    const now = app.clock.now();
    const iso = (ms: number) => new Date(now.getTime() + ms).toISOString();
    expect(await at(`&takenAt=${iso(-3 * hour)}`)).toBe(iso(-3 * hour));
    for (const said of [iso(hour), iso(-8 * day)]) expect(await at(`&takenAt=${said}`)).toBe(iso(0));
  });

  test("a label is one tap, and a marked copy leaves the original as it is (U42)", async () => {
    const original = await takePhoto(tarik);
    const before = createHash("sha256")
      .update(await content(tarik, original.id))
      .digest("hex");
    app.clock.advance(1_000);
    const marked = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#f00" } })
      .jpeg()
      .toBuffer();
    const copy = await takePhoto(tarik, `&copyOf=${original.id}&copySource=team`, marked);
    await tarik.call("PUT", path("/photo-labels"), { photos: [{ source: "team", id: original.id }], shows: "before" });
    const team = (await photos(tarik)).filter((one) => one.source === "team");
    expect(team.map(({ id, shows, copyOf, author }) => [id, shows, copyOf, author])).toEqual([
      [original.id, "before", null, "Tarik"],
      [copy.id, null, original.id, "Tarik"],
    ]);
    expect(
      createHash("sha256")
        .update(await content(tarik, original.id))
        .digest("hex"),
    ).toBe(before);
    expect((await leonie.call("GET", `/api/team-files/${original.id}/content`)).statusCode).toBe(404);
    expect((await guest.call("GET", `/api/team-files/${original.id}/content`)).statusCode).toBe(200);
  });

  test("many come page by page, oldest first, and a page that did not change is not told again", async () => {
    const page = async (query: string) => (await sandra.get(path(`/photos?limit=2${query}`))) as ProjectPhotos;
    const all = (await photos(sandra)).map(({ id }) => id);
    expect(all.length).toBeGreaterThan(2);
    const found: string[] = [];
    let one = await page("");
    for (; ; one = await page(`&cursor=${one.nextCursor}`)) {
      expect(one).toMatchObject({ total: all.length, same: false });
      expect(one.items.length).toBeLessThanOrEqual(2);
      found.push(...one.items.map(({ id }) => id));
      if (one.nextCursor === null) break;
    }
    expect(found).toEqual(all);
    const first = await page("");
    expect(await page(`&known=${first.mark}`)).toEqual({ ...first, items: [], same: true });
    const labelled = { photos: [{ source: first.items[0]?.source, id: first.items[0]?.id }] };
    await sandra.call("PUT", path("/photo-labels"), { ...labelled, shows: "after" });
    const changed = await page(`&known=${first.mark}`);
    expect(changed).toMatchObject({ same: false, items: [{ shows: "after" }, {}] });
    await sandra.call("PUT", path("/photo-labels"), { ...labelled, shows: first.items[0]?.shows });
    expect((await sandra.call("GET", path("/photos?cursor=eyJ9"))).statusCode).toBe(400);
  });

  test("a marked copy of the customer's photo is theirs: guests do not get it", async () => {
    const theirs = (await photos(tarik)).find((one) => one.source === "customer");
    const copy = await takePhoto(tarik, `&copyOf=${theirs?.id}&copySource=customer`);
    expect((await photos(guest)).map((one) => one.id)).not.toContain(copy.id);
    expect((await guest.call("GET", `/api/team-files/${copy.id}/content`)).statusCode).toBe(404);
    expect((await guest.call("DELETE", path(`/photos/${copy.id}`))).statusCode).toBe(404);
    await tarik.call("DELETE", path(`/photos/${copy.id}`));
    expect((await photos(tarik)).map((one) => one.id)).not.toContain(copy.id);
  });

  test("the archive has names people read, and stands in the audit (DV-2)", async () => {
    expect((await tarik.call("GET", path("/photos.zip"))).statusCode).toBe(403);
    const zip = (await sandra.call("GET", path("/photos.zip"))).rawPayload;
    const names = [...zip.toString("latin1").matchAll(/\d{4}-\d\d-\d\d_\d{4}_[A-Za-z0-9_-]+\.jpg/g)].map(
      ([name]) => name,
    );
    expect(zip.subarray(0, 2).toString()).toBe("PK");
    expect(new Set(names).size).toBe((await photos(sandra)).length);
    expect(names.some((name) => /_vorher_Tarik\.jpg$/.test(name))).toBe(true);
    const lines = await app.sql((tx) =>
      tx.selectFrom("audit_entry").select("verb").where("verb", "=", "export-project-photos").execute(),
    );
    expect(lines.length).toBe(1);
  });
});

describe("a word to the customer", () => {
  const say = async (who: Person, what: Record<string, unknown>) => {
    const answer = (await who.post(path("/customer-messages"), { clientId: uuid(), ...what })) as CustomerAnswer;
    await app.drain();
    return answer;
  };

  test("'unterwegs' leaves the house once, with firm, first name and time", async () => {
    await helga.writes("Wann kommen Sie?");
    const left = app.left.length;
    const arrivesAt = new Date(app.clock.now().getTime() + hour).toISOString();
    const wish = { kind: "on-the-way", clientId: uuid(), arrivesAt };
    expect(await say(tarik, wish)).toMatchObject({ outcome: "sent" });
    await say(tarik, wish);
    expect(app.left.length).toBe(left + 1);
    expect(app.left.at(-1)?.text).toMatch(
      /^Guten Tag, Tarik von .+ ist unterwegs zu Ihnen und kommt etwa um \d\d:\d\d Uhr\.$/,
    );
    // The office finds on the job who set out when.
    const { notes } = (await sandra.get(path(""))) as ProjectView;
    const told = notes.filter(({ text }) => /^Unterwegs, Ankunft etwa um \d\d:\d\d Uhr\.$/.test(text));
    expect(told.map(({ authorName, at }) => [authorName, at])).toEqual([
      ["Tarik (Demo)", app.clock.now().toISOString()],
    ]);
  });

  test("'fertig' takes the chosen photos along, and no other (G8)", async () => {
    const [chosen] = [await takePhoto(tarik, "&shows=after"), await takePhoto(tarik)];
    const left = app.left.length;
    const answer = await say(tarik, { kind: "text", text: "Die Therme ist fertig.", fileIds: [chosen?.id] });
    expect(answer.outcome).toBe("sent");
    const gone = app.left.slice(left);
    expect(gone.map((one) => one.content.type)).toEqual(["media"]);
    expect(gone[0]?.text).toMatch(/^Die Therme ist fertig\.\n\nTarik, /);
    const thread = await sandra.thread(conversationId);
    expect(thread.at(-1)?.author?.id).toBe(tarik.memberId);
  });

  test("what may not leave is refused with the reason, and nothing is stored", async () => {
    const before = (await sandra.thread(conversationId)).length;
    const notes = async () => ((await sandra.get(path(""))) as ProjectView).notes.length;
    const notesBefore = await notes();
    const answer = await say(tarik, { kind: "text", text: "Jetzt 20 % Rabatt auf alle neuen Thermen sichern!" });
    expect(answer.outcome).toBe("refused");
    expect(answer.why).not.toBe("");
    await app.pass(2 * day);
    const late = await say(tarik, { kind: "on-the-way", arrivesAt: app.clock.now().toISOString() });
    expect(late.outcome).toBe("refused");
    expect((await sandra.thread(conversationId)).length).toBe(before);
    expect(await notes()).toBe(notesBefore);
  });

  test("guests do not write to customers, and nobody sends a foreign file", async () => {
    const wish = { clientId: uuid(), kind: "text", text: "Hallo" };
    expect((await guest.call("POST", path("/customer-messages"), wish)).statusCode).toBe(403);
    await helga.writes("Sind Sie da?");
    const foreign = { ...wish, fileIds: [uuid()] };
    expect((await tarik.call("POST", path("/customer-messages"), foreign)).statusCode).toBe(404);
  });
});

describe("appointments, notes and the state", () => {
  test("who goes belongs to the project; the day's list has it with address and access", async () => {
    const startsAt = new Date(app.clock.now().getTime() + hour).toISOString();
    const endsAt = new Date(app.clock.now().getTime() + 3 * hour).toISOString();
    const made = (
      await app.firm.office.call("PUT", path("/appointments"), {
        startsAt,
        endsAt,
        confirmed: true,
        memberIds: [leonie.memberId],
      })
    ).json() as ProjectView;
    expect(made.notes[0]).toMatchObject({ authorName: "Sandra Krüger (Demo)", text: expect.stringMatching(/^Termin/) });
    const today = (await leonie.get("/api/projects/today")) as TodayProjects;
    expect(today.items.map((one) => [one.project.name, one.project.access, one.project.customer])).toEqual([
      ["Therme Seidel", "Hund im Hof, bitte klingeln", "Helga Seidel"],
    ]);
    expect(((await tarik.get("/api/projects/today")) as TodayProjects).items).toEqual([]);
    const ics = await leonie.call("GET", path(`/appointments/${made.appointments[0]?.id}/ics`));
    expect(ics.body).toContain(`DTSTART:${startsAt.replace(/[-:]|[.]\d{3}/g, "")}`);
    expect(ics.body).toContain("STATUS:CONFIRMED");
    // A calendar may lie in a stranger's cloud: no name, no address (DV-2).
    expect(ics.body).not.toMatch(/Seidel|Gartenstraße/);
  });

  test("a note is written once and taken away by its author", async () => {
    const wish = { clientId: uuid(), text: "Elektrode bestellt" };
    await tarik.post(path("/notes"), wish);
    const again = (await tarik.post(path("/notes"), wish)) as ProjectView;
    const written = again.notes.filter(({ text }) => text === wish.text);
    const unseen = { clientId: uuid(), text: "\u2800\u200b\u00ad" };
    expect((await tarik.call("POST", path("/notes"), unseen)).statusCode).toBe(400);
    expect(WriteToCustomer.safeParse({ kind: "text", ...unseen }).success).toBe(false);
    expect(written.map(({ removable }) => removable)).toEqual([true]);
    const noteId = written[0]?.id;
    expect((await leonie.call("DELETE", path(`/notes/${noteId}`))).statusCode).toBe(404);
    expect((await tarik.call("DELETE", path(`/notes/${noteId}`))).statusCode).toBe(200);
  });

  test("two who change at once: the second one looks again", async () => {
    const { version } = await view(sandra);
    expect((await tarik.call("PATCH", path(), { version, state: "problem" })).statusCode).toBe(200);
    expect((await sandra.call("PATCH", path(), { version, name: "Anders" })).statusCode).toBe(409);
  });
});

describe("the report", () => {
  test("is a tagged PDF with its hash, is kept once, and goes to the customer unchanged", async () => {
    const mine = (await photos(tarik)).filter((one) => one.source === "team");
    const [one, two] = mine.map(({ source, id }) => ({ source, id }));
    const wish = {
      clientId: uuid(),
      audience: "customer",
      day: "2026-11-24",
      place: "Gartenstraße 4, 09111 Chemnitz",
      text: "Zündelektrode getauscht.\n\nProbelauf in Ordnung.",
      pairs: [{ before: one, after: two }],
      photos: [one],
    };
    // Pressed again before the answer came, and once more after it.
    await Promise.all([tarik.post(path("/reports"), wish), tarik.post(path("/reports"), wish)]);
    const { items } = (await tarik.post(path("/reports"), wish)) as ReportList;
    expect(items.map((report) => [report.audience, report.authorName, report.sentAt])).toEqual([
      ["customer", "Tarik", null],
    ]);
    const [report] = items;
    const pdf = await content(sandra, report?.fileId ?? "");
    expect(createHash("sha256").update(pdf).digest("hex")).toBe(report?.hash);
    expect(pdf.toString("latin1")).toContain("/MarkInfo");
    expect(((await guest.get(path("/reports"))) as ReportList).items).toEqual([]);
    expect((await guest.call("GET", `/api/team-files/${report?.fileId}/content`)).statusCode).toBe(404);
    await helga.writes("Danke, und der Bericht?");
    const word = { clientId: uuid(), kind: "text", text: "Hier der Bericht.", fileIds: [report?.fileId] };
    const say = async () => ((await tarik.post(path("/customer-messages"), word)) as CustomerAnswer).outcome;
    // Pressed again because no answer came, no file is copied once more.
    expect([await say(), await say()]).toEqual(["sent", "sent"]);
    const unsent = await app.sql((tx) =>
      tx.selectFrom("attachment").select("attachment_id").where("message_id", "is", null).execute(),
    );
    expect(unsent).toEqual([]);
    const sent = ((await tarik.get(path("/reports"))) as ReportList).items[0];
    expect(sent?.sentAt).not.toBeNull();
    const message = (await sandra.thread(conversationId)).at(-1);
    const url = `/api/attachments/${message?.attachments[0]?.id}/content`;
    expect((await sandra.call("GET", url)).rawPayload.equals(pdf)).toBe(true);
  });
});

describe("two in the same moment", () => {
  test("a note written while its customer is erased does not lock everybody out of the project", async () => {
    const otto = app.firm.customer({ name: "Otto Weg" });
    await otto.writes("Falsch verbunden");
    const of = { name: "Bad Weg", conversationId: await otto.conversationId() };
    const { id } = (await sandra.post("/api/projects", of)) as ProjectView;
    const contactId = await otto.contactId();
    let written: Promise<{ statusCode: number }> | undefined;
    await app.sql(async (tx) => {
      await tx.selectFrom("project").select("project_id").where("project_id", "=", id).forUpdate().execute();
      const note = { clientId: uuid(), text: "Schlüssel bei Kern" };
      written = sandra.call("POST", path("/notes", id), note);
      await expect.poll(() => lockWaits(app)).toBe(1);
      await eraseFromProjects(app.deps, tx, app.firm.tenantId, contactId);
    });
    expect((await written)?.statusCode).toBe(200);
    expect((await view(sandra, id)).notes.map(({ text }) => text)).toEqual(["Schlüssel bei Kern"]);
  });

  test("who begins a job anew while it is swept away keeps it", async () => {
    const { id, version } = (await sandra.post("/api/projects", { name: "Dach Neu" })) as ProjectView;
    await sandra.call("PATCH", path("", id), { version, state: "done" });
    app.clock.advance(190 * day);
    let swept: Promise<void> = Promise.resolve();
    await app.sql(async (tx) => {
      await tx.updateTable("project").set({ state: "open", done_at: null }).where("project_id", "=", id).execute();
      let over = false;
      swept = sweepProjects(app.deps, app.firm.tenantId).then(() => {
        over = true;
      });
      await expect.poll(async () => over || (await lockWaits(app)) > 0).toBe(true);
    });
    await swept;
    expect((await view(sandra, id)).people.length).toBe(1);
  });
});

describe("what is over goes", () => {
  test("half a year after the end access, notes, appointments and people; after five and a half years all of it", async () => {
    await tarik.post(path("/notes"), { clientId: uuid(), text: "Bleibt nicht" });
    await change(sandra, { state: "done" });
    await app.pass(190 * day);
    await sweepProjects(app.deps, app.firm.tenantId);
    const cleared = await view(sandra);
    expect([cleared.access, cleared.notes, cleared.appointments, cleared.people]).toEqual([null, [], [], []]);
    expect(cleared.name).toBe("Therme Seidel");
    const kept = (await photos(sandra)).length;
    expect(kept).toBeGreaterThan(2);
    expect((await tarik.call("GET", path())).statusCode).toBe(404);
    // What is written afterwards, for a complaint, stays as long, and no longer.
    await change(sandra, { access: "Schlüssel bei Kern" });
    await sandra.post(path("/notes"), { clientId: uuid(), text: "Dichtung nachgezogen" });
    const written = async () => {
      await sweepProjects(app.deps, app.firm.tenantId);
      const { access, notes } = await view(sandra);
      return [access, notes.map(({ text }) => text)];
    };
    app.clock.advance(175 * day);
    expect(await written()).toEqual(["Schlüssel bei Kern", ["Dichtung nachgezogen"]]);
    app.clock.advance(15 * day);
    expect(await written()).toEqual([null, []]);
    app.clock.advance(1610 * day);
    await sweepProjects(app.deps, app.firm.tenantId);
    expect((await sandra.call("GET", path())).statusCode).toBe(200);
    app.clock.advance(40 * day);
    await sweepProjects(app.deps, app.firm.tenantId);
    expect((await sandra.call("GET", path())).statusCode).toBe(404);
    const left = await app.sql((tx) =>
      tx.selectFrom("team_file").select("file_id").where("project_id", "=", project.id).execute(),
    );
    expect(left).toEqual([]);
  });
});
