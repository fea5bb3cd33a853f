import { basename } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { filesBelow, place, type SourceFile, visitNodes } from "./source-files.ts";

/**
 * One word for one thing (docs/glossary.md). Only names we give ourselves are looked at: variables, functions, types,
 * parameters, properties, files. A name a library or a channel's own wire format gives stands in `forced`.
 */
const instead: Readonly<Record<string, string>> = {
  org: "tenant",
  organisation: "tenant",
  company: "tenant",
  workspace: "tenant",
  user: "member or contact",
  users: "members or contacts",
  agent: "member",
  employee: "member",
  lead: "contact",
  handle: "identity",
  provider: "channel",
  integration: "channel account",
  ticket: "conversation or subject request",
  thread: "conversation",
  chat: "conversation",
  comment: "note",
  archived: "closed",
  queue: "outbox",
  slot: "shift",
  schedule: "roster",
  vendor: "processor",
  payload: "inbound delivery",
  ack: "receipt",
  macro: "template",
  hsm: "template",
  middleware: "policy",
  disclaimer: "notice",
  unsubscribe: "objection",
  subscription: "consent",
  ttl: "retention class",
  cleanup: "sweep",
  notification: "event",
};

interface Exception {
  readonly word: string;
  readonly where: RegExp;
  readonly because: string;
}

const forced: readonly Exception[] = [
  {
    word: "payload",
    where: /platform\/jobs[.]ts$|[.]job[.]ts$/,
    because: "the job queue's word for what a job is given",
  },
  {
    word: "payload",
    where: /attachments\/strip\/(strip-|jpeg-)/,
    because: "the word of the JPEG and RIFF specifications",
  },
  {
    word: "payload",
    where: /channels\/(channel[.]ts$|whatsapp\/)/,
    because: "WhatsApp's name for what a button carries",
  },
  { word: "user", where: /channels\/whatsapp\//, because: "WhatsApp's name in user_id and its changes" },
  {
    word: "user",
    where: /members\/(passkeys|enrolment)\/|contract\/access[.]ts$/,
    because: "WebAuthn's own field names",
  },
  {
    word: "handle",
    where: /members\/(passkeys|enrolment)\/|contract\/access[.]ts$/,
    because: "WebAuthn's own field names",
  },
  { word: "user", where: /platform\/postgres\/postgres-places[.]ts$/, because: "a user of the operating system" },
  { word: "users", where: /platform\/postgres\/postgres-places[.]ts$/, because: "users of the operating system" },
  {
    word: "organisation",
    where: /message-content[.]ts$|channels\/|contract\/messages[.]ts$/,
    because: "on a business card",
  },
  {
    word: "provider",
    where: /notice|contract\/conversations[.]ts$/,
    because: "field of the proof (PN-3)",
  },
  {
    word: "employee",
    where: /policy\/|contacts\/|outbound\/facts\//,
    because: "a fact of the rule catalogue",
  },
  { word: "thread", where: /policy\//, because: "a fact of the rule catalogue" },
];

const files = filesBelow(["src/server", "src/contract"], /[.]ts$/).filter(
  (f) => !/[.](test|contract)[.]ts$/.test(f.path),
);

/** Words of a name: `channelAccountId` -> channel, account, id. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);
}

function isForced(word: string, path: string): boolean {
  return forced.some((exception) => exception.word === word && exception.where.test(path));
}

const naming: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.VariableDeclaration,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.Parameter,
  ts.SyntaxKind.PropertySignature,
  ts.SyntaxKind.PropertyDeclaration,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.MethodSignature,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.ClassDeclaration,
]);

/** The name a declaration gives, if this node is one that gives a name. */
function givenName(node: ts.Node): string | undefined {
  if (!naming.has(node.kind)) return undefined;
  const { name } = node as ts.NamedDeclaration;
  return name && ts.isIdentifier(name) ? name.text : undefined;
}

/** Most names stand in many files. */
const asked = new Map<string, readonly string[]>();

/** The words of a name that we gave up. */
function givenUp(name: string): readonly string[] {
  const words = asked.get(name) ?? wordsOf(name).filter((word) => Object.hasOwn(instead, word));
  asked.set(name, words);
  return words;
}

/** Whether a word we gave up is part of any name in the text; parsing tells whether we gave the name. */
function mayName(file: SourceFile): boolean {
  const names = new Set(file.text.match(/\w+/g));
  return [...names].some((name) => givenUp(name).length > 0);
}

function findings(): { word: string; path: string; line: string }[] {
  const found: { word: string; path: string; line: string }[] = [];
  for (const file of files) {
    for (const word of givenUp(basename(file.path))) found.push({ word, path: file.path, line: file.path });
    if (!mayName(file)) continue;
    visitNodes(file, (node, source) => {
      const name = givenName(node);
      if (name === undefined) return;
      for (const word of givenUp(name))
        found.push({ word, path: file.path, line: `${place(file, source, node)} ${name}` });
    });
  }
  return found;
}

const found = findings();

describe("the glossary", () => {
  it("is kept: no name of ours uses a word we gave up", () => {
    const wrong = found.filter(({ word, path }) => !isForced(word, path));
    expect(wrong.map(({ word, line }) => `${line}: not "${word}", say ${instead[word]}`)).toEqual([]);
  });

  it("makes exceptions only where they are still needed", () => {
    const idle = forced.filter((e) => !found.some(({ word, path }) => word === e.word && e.where.test(path)));
    expect(idle.map((e) => `${e.word} in ${e.where.source}`)).toEqual([]);
  });
});
