import { answerFile, type ServedFile } from "./serve-file.ts";

/** What of a request and an answer this needs; Fastify itself stays in routes. */
interface Asked {
  readonly headers: { readonly range?: string | undefined; readonly "if-none-match"?: string | undefined };
}

interface Answering<R> {
  code(status: number): Answering<R>;
  headers(values: Readonly<Record<string, string>>): Answering<R>;
  send(body: Buffer | undefined): R;
}

/** Answers with a stored file, for staff and customers alike. */
export function sendFile<R>(request: Asked, reply: Answering<R>, file: ServedFile, download: boolean): R {
  const { range, "if-none-match": ifNoneMatch } = request.headers;
  const { status, headers, body } = answerFile(file, { range, ifNoneMatch, download });
  const bytes = body === undefined ? undefined : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return reply.code(status).headers(headers).send(bytes);
}
