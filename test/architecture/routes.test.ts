import ts from "typescript";
import { describe, expect, it } from "vitest";
import { takenSlugs } from "../../src/server/channels/assert-free-slug.ts";
import { filesBelow, type SourceFile, visitNodes } from "./source-files.ts";

/**
 * The answer's schema is a privacy filter: what is not in it does not leave. Routes whose answer is no JSON have none;
 * each is named here with what it answers.
 */
const answersNoJson: Readonly<Record<string, string>> = {
  "GET /api/setup/imprint/checks/:id/page": "a page of the firm's site as it was, as a download",
  "GET /api/law/host-agreement/:id/:form": "a concluded contract as page or PDF, as a download",
  "GET /api/law/ampel.pdf": "the Ampel as a sheet of paper",
  "GET /api/setup/processors/:id/files/:file": "a contract as it was filed, as a download",
  "GET /api/devices/:id/checks/:check/photos/:photo": "a photo of a device's settings",
  "GET /webhooks/:kind/:account": "the channel's challenge, as plain text",
  "POST /webhooks/:kind/:account": "two letters, as plain text",
  "GET /api/setup/entry-sources/:id/:account/:form": "a QR code as SVG or PDF",
  "GET /api/events": "a stream of events",
  "GET /api/house-exports/:id/parts/:number": "a ZIP with everything of the business",
  "GET /api/letters/export": "a ZIP with the kept letters",
  "GET `/api/incidents/:id/${name}.pdf`": "a report or a letter about a breach, as a download",
  "GET /api/members/:id/departure.pdf": "the receipt of somebody who leaves, as a download",
  "GET /api/records/:kind/:version/:form": "a record as page or PDF, as a download",
  "GET /api/roster/week.pdf": "a week of the roster as a sheet of paper",
  "GET /api/attachments/:id/:part": "the bytes of a file",
  "GET /api/customer/:slug/files/:id/:part": "the bytes of a file",
  "GET /api/team-files/:id/:part": "the bytes of a file",
  "GET /api/projects/:id/customer-photos/:photoId/:part": "the bytes of a file",
  "GET /api/projects/:id/photos.zip": "a ZIP with the photos of a project",
  "GET /api/projects/:id/kept.zip": "a ZIP with what a hold keeps of a project",
  "GET /api/projects/:id/appointments/:appointmentId/ics": "an appointment for a calendar",
  "GET /k/assets/:name": "script and style of the customer page",
  "GET /k/:slug/farbe.css": "the firm's colour, as a style",
  "GET /k/:slug/qr.svg": "a QR code",
  "GET /k/:slug/qr.png": "a QR code",
  "GET /k/:slug": "a page",
  "POST /k/:slug": "a page, or the way to one",
  "GET /k/:slug/gespraech": "a page",
  "POST /k/:slug/gespraech": "a page, or the way to one",
  "POST /k/:slug/antwort": "the way to a page",
  "POST /k/:slug/link": "a page",
  "GET /k/:slug/weiter": "a page",
  "POST /k/:slug/weiter": "a page, or the way to one",
  "POST /k/:slug/abmelden": "the way to a page",
  "GET /k/:slug/meine-daten": "a page",
  "POST /k/:slug/meine-daten": "a page",
  "POST /k/:slug/meine-daten/abholen": "an answer to collect, as a ZIP",
  "GET packetPath": "a page",
  "POST packetPath": "a page, or an answer to collect, as a ZIP",
  "GET fileLinkPath": "a page",
  "POST fileLinkPath": "a page, or the bytes of a file",
  "GET spelling": "the way to a page",
  "GET /api/customer/:slug/watch": "a stream of events",
};

interface Route {
  readonly name: string;
  readonly path: string;
  readonly options: string;
}

/** Says that something may leave, and not merely that everything may. */
const saysWhat = (options: string) => /\bresponse\b/.test(options) && !/\bz\.(any|unknown)\(\)/.test(options);

const methods = new Set(["get", "post", "put", "patch", "delete"]);

/** Calls like app.get("/api/…", { schema }, handler); an address that is put together is called as it is written. */
function routesOf(file: SourceFile): Route[] {
  const routes: Route[] = [];
  visitNodes(file, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const [address, options] = node.arguments;
    const method = node.expression.name.text;
    if (!methods.has(method) || !address || node.arguments.length < 2) return;
    routes.push({
      name: `${method.toUpperCase()} ${ts.isStringLiteralLike(address) ? address.text : address.getText()}`,
      path: file.path,
      options: options && !ts.isFunctionLike(options) ? meaning(file, options) : "",
    });
  });
  return routes;
}

/** The options' text; names in it are looked up in the file, because schemas are often declared above. */
function meaning(file: SourceFile, options: ts.Node): string {
  const text = options.getText();
  const names = text.match(/\b[a-zA-Z]\w*\b/g) ?? [];
  const declared = names.flatMap((name) => {
    const at = file.text.search(new RegExp(`(const|function) ${name}\\b`));
    return at < 0 ? [] : [file.text.slice(at, at + 600)];
  });
  return [text, ...declared].join("\n");
}

const routes = filesBelow(["src"], /[.]routes[.]ts$|^src\/app[.]ts$/).flatMap(routesOf);

describe("routes", () => {
  it("are found by this test", () => {
    expect(routes.length).toBeGreaterThan(10);
  });

  it("say in a schema what may leave", () => {
    const open = routes.filter((r) => !saysWhat(r.options) && answersNoJson[r.name] === undefined);
    expect(open.map((r) => `${r.path}: ${r.name}`)).toEqual([]);
  });

  it("say in no audit that an archive left when somebody only looked ahead (HEAD)", () => {
    const archives = routes.filter(({ name }) => name.startsWith("GET") && answersNoJson[name]?.startsWith("a ZIP"));
    const ahead = archives.filter(({ options }) => !options.includes("exposeHeadRoute: false"));
    expect([archives.length, ahead.map(({ name }) => name)]).toEqual([4, []]);
  });

  it("are named as exceptions only while they exist", () => {
    const names = new Set(routes.map((r) => r.name));
    expect(Object.keys(answersNoJson).filter((name) => !names.has(name))).toEqual([]);
  });

  it("exist once each", () => {
    const seen = new Map<string, number>();
    for (const { name } of routes) seen.set(name, (seen.get(name) ?? 0) + 1);
    expect([...seen].filter(([, count]) => count > 1).map(([name]) => name)).toEqual([]);
  });

  it("leave the pages of customers every name but those that are refused for one", () => {
    const behind = routes.flatMap(({ name }) => /^\w+ \/k\/([^:/]+)/.exec(name)?.[1] ?? []);
    expect([...new Set(behind)]).toEqual(takenSlugs);
  });

  it("that take files give a slow line its time", () => {
    const forms = filesBelow(["src"], /[.]routes[.]ts$/).filter(({ text }) => text.includes('"@fastify/multipart"'));
    expect(forms.filter(({ text }) => !text.includes("upload: true")).map(({ path }) => path)).toEqual([]);
  });
});
