/** The only file that talks to the server. Answers are read field by field: no schema library in this small bundle. */

export type Answer =
  | { readonly kind: "ok"; readonly body: Readonly<Record<string, unknown>> }
  /** The server said no, in a German sentence; `fields` names what is wrong. */
  | { readonly kind: "refused"; readonly sentence: string; readonly fields: Readonly<Record<string, string>> }
  /** No answer. Trying again is safe. */
  | { readonly kind: "no-net" }
  /** There is a net, and behind it nobody who could take it now. Trying again is safe. */
  | { readonly kind: "no-server" }
  /** The disk is full but for words. Trying again is safe. */
  | { readonly kind: "no-room" };

/** A line that has gone quiet answers never and says nothing: after this it counts as no net. */
const longestMs = 60_000;

/** Made by hand: telephones from before 2022 have no AbortSignal.timeout. */
function untilQuiet(): AbortSignal {
  const cut = new AbortController();
  setTimeout(() => cut.abort(), longestMs);
  return cut.signal;
}

const gone = (which: string): Answer => ({
  kind: "refused",
  sentence: `${which} lässt sich auf Ihrem Gerät nicht mehr lesen. Bitte noch einmal auswählen.`,
  fields: {},
});

/** Deleted or taken back by the phone since it was chosen: to the browser that is the same as a net that breaks. */
async function whyBroken(body: FormData | Blob): Promise<Answer> {
  const files = body instanceof Blob ? [body] : [...body.values()].filter((part) => part instanceof Blob);
  for (const file of files)
    try {
      await file.slice(0, 1).arrayBuffer();
    } catch {
      return gone(file instanceof File ? `„${file.name}“` : "Diese Datei");
    }
  return { kind: "no-net" };
}

const base = (slug: string): string => `/api/customer/${slug}`;

/** Sends a form or a block and reports how much of it has left (fetch cannot do that). */
export function upload(
  slug: string,
  method: "POST" | "PUT",
  path: string,
  body: FormData | Blob,
  onProgress: (bytes: number) => void = () => {},
  stop?: AbortSignal,
): Promise<Answer> {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    stop?.addEventListener("abort", () => request.abort());
    request.open(method, `${base(slug)}/${path}`);
    if (body instanceof Blob) request.setRequestHeader("content-type", "application/octet-stream");
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Slow is not quiet: as long as bytes leave it goes on.
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), longestMs);
    };
    request.upload.onprogress = (event) => {
      alive();
      onProgress(event.loaded);
    };
    request.onload = () => done(answerOf(request.status, request.responseText));
    request.onerror = async () => done(await whyBroken(body));
    request.onabort = () => done({ kind: "no-net" });
    request.onloadend = () => clearTimeout(timer);
    alive();
    request.send(body);
  });
}

export async function call(slug: string, path: string, method: "POST" | "DELETE", body?: object): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
  try {
    const response = await fetch(`${base(slug)}/${path}`, { ...init, signal: untilQuiet() });
    return answerOf(response.status, await response.text());
  } catch {
    return { kind: "no-net" };
  }
}

/**
 * The list of messages as the server renders it, or its sentence where there is none; undefined when it cannot be had
 * now.
 */
export async function fetchTalk(slug: string): Promise<{ status: number; html: string; sentence: string } | undefined> {
  try {
    const response = await fetch(`${base(slug)}/talk`, { signal: untilQuiet() });
    const html = await response.text();
    const { detail, title } = readObject(html);
    return { status: response.status, html, sentence: textOf(detail) || textOf(title) };
  } catch {
    return undefined;
  }
}

function answerOf(status: number, text: string): Answer {
  const body = readObject(text);
  if (status >= 200 && status < 300) return { kind: "ok", body };
  if (status === 0 || status === 408) return { kind: "no-net" };
  if (status === 507 && (body.code === "no-room" || body.code === "no-place")) return { kind: "no-room" };
  if ([502, 503, 504, 507].includes(status)) return { kind: "no-server" };
  const words = [body.detail, body.title].find((one) => typeof one === "string" && one !== "");
  const fields = readObject(JSON.stringify(body.fields ?? {}));
  return {
    kind: "refused",
    sentence: typeof words === "string" ? words : "Das ging nicht. Ihr Text ist noch da. Bitte noch einmal senden.",
    fields: Object.fromEntries(Object.entries(fields).map(([name, sentence]) => [name, String(sentence)])),
  };
}

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
export const linesOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
