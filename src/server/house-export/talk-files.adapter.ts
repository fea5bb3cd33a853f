import { type Line, lineData } from "./line.ts";
import { facts, foot, head, line, talkBegins, talkEnds } from "./page.ts";
import type { Entry } from "./zip-stream.adapter.ts";

/** A talk to write down: what it is, and what was said, page by page. */
export interface Talk {
  /** "gespraeche/00042-Seidel/" */
  readonly folder: string;
  readonly file: string;
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly pages: () => AsyncIterable<readonly Line[]>;
}

/** The same talk for machines and for people. */
export function talkFiles(talk: Talk): Entry[] {
  const path = `${talk.folder}${talk.file}`;
  return [
    { path: `${path}.json`, squeeze: true, content: () => asData(talk) },
    { path: `${path}.html`, squeeze: true, content: () => asPage(talk) },
  ];
}

async function* asData({ data, pages }: Talk): AsyncGenerator<string> {
  yield `${JSON.stringify(data).slice(0, -1)},"nachrichten":[`;
  let between = "\n";
  for await (const lines of pages())
    for (const one of lines) {
      yield between + JSON.stringify(lineData(one));
      between = ",\n";
    }
  yield "\n]}\n";
}

async function* asPage(talk: Talk): AsyncGenerator<string> {
  yield head(talk.title) + facts(talk.facts) + talkBegins;
  for await (const lines of talk.pages()) yield lines.map((one) => line(one, talk.folder)).join("");
  yield talkEnds + foot;
}
