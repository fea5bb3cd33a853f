import { startAuthentication, startRegistration } from "@simplewebauthn/browser";
import type { EnrolCode, Enrolled, EnrolOptions, PasskeyRequest, Role, SessionOpened } from "../contract/access.ts";
import type { CheckPoint } from "../contract/device-checks.ts";
import { possessionText, proofHeaderName } from "../contract/proof.ts";
import { api, ProblemError, upload } from "./api.ts";
import {
  adoptDeviceKey,
  ensureDeviceKey,
  freshDeviceKey,
  nextKey,
  rememberSession,
  type Slot,
  signProofFor,
  signText,
} from "./device-key.ts";
import { t } from "./i18n/t.ts";

// Everything the screens do with a passkey. The server decides; this file only carries answers to it.

/** True where the browser can use passkeys at all: over https or on this very machine. */
export function passkeysWork(): boolean {
  return globalThis.isSecureContext && "PublicKeyCredential" in globalThis;
}

/**
 * Signs in with passkey and device key; the cookie is set when this returns. The answer to an enrolment may have been
 * lost: where the key in use is refused, the fresh one is shown.
 */
export async function signIn(): Promise<void> {
  let opened: SessionOpened;
  try {
    opened = await signInBy("current");
  } catch (error) {
    const refused = error instanceof ProblemError && error.code === "sign-in-refused";
    if (!(refused && (await nextKey()))) throw error;
    opened = await signInBy("next");
    await adoptDeviceKey();
  }
  await rememberSession(opened);
}

async function signInBy(slot: Slot): Promise<SessionOpened> {
  const options = await api.post<PasskeyRequest>("/api/sign-in/options");
  const key = await ensureDeviceKey(slot);
  const signature = await signText(possessionText("sign-in", options.challenge), slot);
  const assertion = await touch(() => startAuthentication({ optionsJSON: options }));
  return await api.post<SessionOpened>("/api/sign-in", { assertion: bare(assertion), device: { key, signature } });
}

/** A passkey that came to this phone by itself gives the code that the office would give. */
export async function codeByPasskey(): Promise<string> {
  const options = await api.post<PasskeyRequest>("/api/sign-in/options");
  const assertion = await touch(() => startAuthentication({ optionsJSON: options }));
  return (await api.post<EnrolCode>("/api/enrol/code", { assertion: bare(assertion) })).code;
}

/** What a code is for; also the first half of the enrolment. */
export async function readCode(code: string, name?: string): Promise<EnrolOptions> {
  return await api.post<EnrolOptions>("/api/enrol/options", name === undefined ? { code } : { code, name });
}

export interface EnrolForm {
  readonly code: string;
  readonly label: string;
  readonly assetNumber: string;
  readonly ownedByBusiness: boolean;
  readonly checklist: Record<CheckPoint, boolean>;
}

/** Makes passkey and device key and enters this device. The device key in use stays until the server has taken it. */
export async function enrol(options: EnrolOptions, form: EnrolForm): Promise<Enrolled> {
  const key = await freshDeviceKey();
  const { passkey } = options;
  const signature = await signText(possessionText("enrol", passkey.challenge), "next");
  const registration = await touch(() => startRegistration({ optionsJSON: passkey }));
  const enrolled = await api.post<Enrolled>("/api/enrol", {
    ...form,
    registration: bare(registration),
    device: { key, signature },
  });
  await adoptDeviceKey();
  if (enrolled.session) await rememberSession(enrolled.session);
  return enrolled;
}

/**
 * Looks whether the first owner's link still opens the house, before anybody fills a form for nothing. A browser that
 * began to enrol may be in without knowing it: that it finds out with its passkey.
 */
export async function lookAtFirstLink(code: string): Promise<void> {
  if (!(await nextKey())) await readCode(code, "?");
}

/** The first owner, whose link works once: where the answer to it was lost, the passkey made then lets them in. */
export async function enrolFirst(form: EnrolForm, name: string): Promise<void> {
  const options = await readCode(form.code, name).catch(async (error: unknown) => {
    if (!(error instanceof ProblemError && (await nextKey()))) throw error;
    await signIn().catch((late: unknown) => {
      // Somebody else's passkey says nothing of the link; a server that is away, or a touch left out, does not end it.
      throw late instanceof ProblemError && late.code === "sign-in-refused" ? error : late;
    });
    return undefined;
  });
  if (options !== undefined) await enrol(options, form);
}

/** A photo of this device's settings, while it waits and nobody is signed in on it. */
export async function enrolPhoto(deviceId: string, point: CheckPoint, photo: Blob): Promise<void> {
  const path = `/api/enrol/photo/${point}?device=${deviceId}`;
  const headers = { [proofHeaderName]: await signProofFor(deviceId, "POST", path) };
  await upload(path, photo, "einstellung.jpg", { headers });
}

/** Comes into a demo by its link, on a device key made for it if this browser's belongs to somebody else. */
export async function signInToDemo(role: Role, secret: string): Promise<void> {
  const enter = async (slot: "current" | "next") => {
    const key = await (slot === "current" ? ensureDeviceKey() : freshDeviceKey());
    const signature = await signText(possessionText("demo", secret), slot);
    return await api.post<SessionOpened>("/api/demo/sign-in", { role, secret, device: { key, signature } });
  };
  let opened: SessionOpened;
  try {
    opened = await enter("current");
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== "conflict") throw error;
    opened = await enter("next");
    await adoptDeviceKey();
  }
  await rememberSession(opened);
  sessionStorage.setItem(demoKey, JSON.stringify({ role, secret }));
}

const demoKey = "werkbote.demo";

/** Proves presence again. In a demo nobody has a passkey: the link this tab came in by stands in for it. */
async function stepUp(): Promise<void> {
  const demo = sessionStorage.getItem(demoKey);
  if (demo !== null) {
    const { role, secret } = JSON.parse(demo) as { role: Role; secret: string };
    await signInToDemo(role, secret);
    return;
  }
  const options = await api.post<PasskeyRequest>("/api/step-up/options");
  const assertion = await touch(() => startAuthentication({ optionsJSON: options }));
  await api.post("/api/step-up", { assertion: bare(assertion) });
}

/** Runs a weighty step; when the server wants a fresh proof, asks for the passkey and tries once more. */
export async function withStepUp<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== "step-up") throw error;
    await stepUp();
    return await run();
  }
}

/** Lets the authenticator ask; says in our words what the browser says in its own. */
async function touch<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    if (name === "NotAllowedError" || name === "AbortError")
      throw new ProblemError("passkey-cancelled", 0, t("passkey.cancelled"));
    throw new ProblemError("passkey-failed", 0, t("passkey.failed"));
  }
}

/** The parts of an authenticator's answer the server reads. */
function bare<R>({ id, rawId, type, response }: { id: string; rawId: string; type: string; response: R }) {
  return { id, rawId, type, response };
}
