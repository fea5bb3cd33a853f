import { memberHeaderName } from "../contract/proof.ts";
import { learnServerTime, proofHeader } from "./device-key.ts";
import { language } from "./i18n/language.ts";
import { whyInEnglish } from "./i18n/rule-words.ts";
import { t } from "./i18n/t.ts";
import { net } from "./net.svelte.ts";

/** Problem details as the server sends them (server/platform/problem.ts), checked by hand: Zod stays out of the first load. */
interface ProblemJson {
  readonly title?: string;
  readonly status?: number;
  readonly code?: string;
  readonly detail?: string;
  /** The sentence in English. */
  readonly en?: string;
  readonly fields?: Record<string, string>;
  readonly fieldsEn?: Record<string, string>;
  readonly more?: Record<string, unknown>;
}

/** A refusal with a sentence for people. `code` is from the server's catalogue, or "offline" without a net. */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  /** What to show. */
  readonly sentence: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(code: string, status: number, sentence: string, body: ProblemJson = {}) {
    super(code);
    this.name = "ProblemError";
    this.code = code;
    this.status = status;
    this.sentence = sentence;
    this.fields = language() === "en" ? { ...body.fields, ...body.fieldsEn } : (body.fields ?? {});
    this.more = body.more ?? {};
  }
}

/** The sentence to show for whatever was caught. */
export function sentenceOf(error: unknown): string {
  return error instanceof ProblemError ? error.sentence : t("error.unknown");
}

/**
 * The same for a press, where nothing was typed that could still be there. What got no answer may have arrived all the
 * same: it is not said to be undone.
 */
export function pressSentenceOf(error: unknown): string {
  if (error instanceof ProblemError && isProxy(error.code)) return t("error.press-no-server");
  if (!(error instanceof ProblemError) || (error.code.startsWith("http-") && error.status !== 413))
    return t("error.press-unknown");
  return isOffline(error) ? t(`error.press-no-${net.missing}`) : error.sentence;
}

/** True when there was no answer at all. */
export const isOffline = (error: unknown): boolean => error instanceof ProblemError && error.code === "offline";

/** Whoever stands before the server answered in its place: it is not there, or not yet again. */
const isProxy = (code: string): boolean => ["http-502", "http-503", "http-504"].includes(code);

/** True when there was no answer of the house: no net, or its server is away. */
export const isAway = (error: unknown): boolean =>
  isOffline(error) || (error instanceof ProblemError && isProxy(error.code));

/** True for refusals that pass by themselves: no net, server restarting. */
export function isTransient(error: unknown): boolean {
  return error instanceof ProblemError && (error.status === 0 || error.status >= 502 || error.status === 429);
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
/** Called when the server says the session is over; App.svelte goes to the sign-in. */
let onSignedOut: () => void = () => {};
export function whenSignedOut(callback: () => void): void {
  onSignedOut = callback;
}
let sitting = 0;
/** Somebody signed in: what was asked before, and is refused only now, says nothing about them. */
export function sitDown(): void {
  sitting++;
}

let member: string | undefined;
/** From now on what this window writes is this member's, or nobody's: what waits in it never leaves under another name. */
export function writeAs(memberId: string): void {
  member = memberId;
}
async function signed(method: Method, path: string): Promise<Record<string, string>> {
  const proof = await proofHeader(method, path);
  return member === undefined ? proof : { ...proof, [memberHeaderName]: member };
}

/** Parses an answer; throws ProblemError for refusals. `text` is the raw body. */
async function readAnswer(method: Method, status: number, contentType: string, text: string): Promise<unknown> {
  if (status >= 200 && status < 300) return text === "" ? undefined : JSON.parse(text);
  let body: ProblemJson = {};
  if (contentType.includes("json")) {
    try {
      body = JSON.parse(text) as ProblemJson;
    } catch {
      body = {};
    }
  }
  const code = body.code ?? `http-${status}`;
  const german = body.detail ?? body.title ?? t(unsaid(method, code));
  // what has no English is a rule's sentence
  const sentence = language() === "en" ? (body.en ?? (await whyInEnglish(german))) : german;
  throw new ProblemError(code, status, sentence, body);
}

/** For an answer without words of the house. Whoever only looks has no input that could be lost. */
function unsaid(method: Method, code: string) {
  if (isProxy(code)) return method === "GET" ? "net.no-server" : "error.no-server";
  if (code === "http-413") return "error.too-large-on-the-way";
  return method === "GET" ? "error.press-unknown" : "error.unknown";
}

function offline(method: Method = "POST"): ProblemError {
  return new ProblemError("offline", 0, t(`${method === "GET" ? "net" : "error"}.no-${net.missing}`));
}

/**
 * A line that has gone quiet answers never and says nothing: after this it counts as no net, so that what waits behind it
 * goes on. Sent once more it is the same message (F13).
 */
const longestMs = 90_000;

async function once<T>(method: Method, path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), longestMs);
  signal?.addEventListener("abort", () => cut.abort(), { once: true });
  if (signal?.aborted) cut.abort();
  const headers: Record<string, string> = { accept: "application/json" };
  if (method !== "GET") Object.assign(headers, await signed(method, path));
  if (body !== undefined) headers["content-type"] = "application/json";
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      signal: cut.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // An answer that breaks off in the middle is none.
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw offline(method);
  } finally {
    clearTimeout(timer);
  }
  return (await readAnswer(method, response.status, response.headers.get("content-type") ?? "", text)) as T;
}

/** Proves the device's key again; the server asks for it when the last proof is too old. */
async function proveDevice(): Promise<void> {
  try {
    await once("POST", "/api/session/prove", {});
  } catch (error) {
    // Closed in the middle of a sign-in, a window has the cookie without what belongs to it: only another sign-in helps.
    if (isRefused(error, "prove-device")) onSignedOut();
    throw error;
  }
}

const isRefused = (error: unknown, code: string): error is ProblemError =>
  error instanceof ProblemError && error.code === code;

async function request<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  return await withProof(() => once<T>(method, path, body, signal));
}

/** Runs a request; answers a `prove-device` refusal with one proof and one more try. */
async function withProof<T>(run: () => Promise<T>): Promise<T> {
  const asked = sitting;
  try {
    return await run();
  } catch (error) {
    if (isRefused(error, "prove-device")) {
      // A clock that runs wrong here is the usual reason; the refusal says what time it really is.
      if (typeof error.more.now === "string") await learnServerTime(error.more.now);
      await proveDevice();
      return await run();
    }
    if (isRefused(error, "not-signed-in") && asked === sitting) onSignedOut();
    throw error;
  }
}

export const api = {
  get: <T>(path: string, signal?: AbortSignal) => request<T>("GET", path, undefined, signal),
  post: <T = unknown>(path: string, body: unknown = {}, signal?: AbortSignal) => request<T>("POST", path, body, signal),
  put: <T = unknown>(path: string, body: unknown) => request<T>("PUT", path, body),
  patch: <T = unknown>(path: string, body: unknown) => request<T>("PATCH", path, body),
  delete: <T = unknown>(path: string) => request<T>("DELETE", path),
};

/** A picture, or another file, as it is. */
export async function fetchPicture(path: string): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: "same-origin" });
  } catch {
    throw offline("GET");
  }
  if (!response.ok) throw new ProblemError(`http-${response.status}`, response.status, t("error.unknown"));
  return await response.blob();
}

interface UploadOptions {
  /** Share of bytes that have left, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
  /** Instead of the proof of the session, where there is none yet. */
  readonly headers?: Record<string, string>;
  /** More form fields beside the file. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** Sends one file as multipart field `file`. XMLHttpRequest, because fetch cannot tell how far an upload is. */
export async function upload<T>(path: string, file: Blob, name: string, options: UploadOptions = {}): Promise<T> {
  return await withProof(async () =>
    uploadOnce<T>(path, file, name, options, options.headers ?? (await signed("POST", path))),
  );
}

/** Sends bytes as they are: one block of an upload. */
export async function sendBytes(path: string, bytes: Blob, options: Omit<UploadOptions, "fields">): Promise<void> {
  await withProof(async () => {
    const headers = { "content-type": "application/octet-stream", ...(await signed("PUT", path)) };
    return await sendOnce<undefined>("PUT", path, bytes, options, headers);
  });
}

function uploadOnce<T>(
  path: string,
  file: Blob,
  name: string,
  { fields = {}, ...options }: UploadOptions,
  headers: Record<string, string>,
): Promise<T> {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append("file", file, name);
  return sendOnce<T>("POST", path, form, options, headers);
}

function sendOnce<T>(
  method: "POST" | "PUT",
  path: string,
  body: FormData | Blob,
  { onProgress, signal }: Omit<UploadOptions, "fields">,
  headers: Record<string, string>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    // Called off before it began, say between two blocks: nothing of it leaves.
    if (signal?.aborted) return reject(new ProblemError("cancelled", 0, ""));
    const xhr = new XMLHttpRequest();
    xhr.open(method, path);
    for (const [key, value] of Object.entries(headers)) xhr.setRequestHeader(key, value);
    let stalled = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        stalled = true;
        xhr.abort();
      }, longestMs);
    };
    alive();
    xhr.upload.onprogress = (event) => {
      alive();
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    };
    xhr.onloadend = () => clearTimeout(timer);
    xhr.onerror = async () =>
      reject((await isGone(body)) ? new ProblemError("lost", 410, t("waiting.lost")) : offline());
    xhr.onabort = () => reject(stalled ? offline() : new ProblemError("cancelled", 0, ""));
    xhr.onload = () =>
      resolve(
        readAnswer("POST", xhr.status, xhr.getResponseHeader("content-type") ?? "", xhr.responseText) as Promise<T>,
      );
    signal?.addEventListener("abort", () => xhr.abort(), { once: true });
    xhr.send(body);
  });
}

/** A chosen file that was changed, moved or deleted since looks like a net that breaks, and would be tried for ever. */
async function isGone(body: FormData | Blob): Promise<boolean> {
  const file = body instanceof FormData ? body.get("file") : body;
  const read = file instanceof Blob && file.slice(0, 1).arrayBuffer();
  return await Promise.resolve(read).then(
    () => false,
    () => true,
  );
}
