import { request } from "undici";

interface Answer {
  status?: number;
  responseHeaders?: Record<string, string>;
  responseBody?: string;
  error?: string;
  durationMs: number;
}

/** Posts the bytes as they are; never throws, never follows a redirect. */
export async function postWebhook(
  url: string,
  bytes: Buffer,
  headers: Record<string, string>,
  timeoutMs: number,
): Promise<Answer> {
  const started = performance.now();
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await request(url, { method: "POST", body: bytes, headers, signal });
    const responseBody = (await response.body.text()).slice(0, 2000);
    const responseHeaders = Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
    );
    return { status: response.statusCode, responseHeaders, responseBody, durationMs: performance.now() - started };
  } catch (error) {
    return { error: error instanceof Error ? error.message : "failed", durationMs: performance.now() - started };
  }
}

/**
 * Meta's subscription handshake: GET with `hub.mode`, `hub.challenge`, `hub.verify_token`; the answer has to be
 * 200 and the bare challenge.
 */
export async function verifyCallback(
  url: string,
  verifyToken: string,
  challenge: string,
): Promise<{ ok: boolean; status?: number; body?: string; error?: string }> {
  try {
    const target = new URL(url);
    target.searchParams.set("hub.mode", "subscribe");
    target.searchParams.set("hub.challenge", challenge);
    target.searchParams.set("hub.verify_token", verifyToken);
    const response = await request(target, {
      headers: { "User-Agent": "facebookplatform/1.0" },
      signal: AbortSignal.timeout(5000),
    });
    const body = (await response.body.text()).slice(0, 500);
    return { ok: response.statusCode === 200 && body.trim() === challenge, status: response.statusCode, body };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : "failed" };
  }
}
