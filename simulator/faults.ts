import { errorKind, GraphError, isKnownErrorCode } from "./graph-error.ts";
import type { Fault, FaultScope, Sim } from "./world.ts";
import { digitsOf } from "./world.ts";

const SPECIAL = ["190/463", "hang", "reset_before", "reset_after_accept"];

/** Thrown to end the connection without an answer. */
export class ConnectionReset extends Error {}

export function isPreset(preset: string): boolean {
  return SPECIAL.includes(preset) || isKnownErrorCode(Number(preset));
}

/** The first rule that strikes this request, counted as used. */
export function takeFault(sim: Sim, scope: FaultScope, recipient?: string): Fault | undefined {
  for (const fault of sim.world.faults) {
    if (fault.scope !== "all" && fault.scope !== scope) continue;
    if (fault.recipient !== undefined && !sameRecipient(fault.recipient, recipient)) continue;
    fault.seen += 1;
    if (fault.every !== undefined && fault.seen % fault.every !== 0) continue;
    if (fault.remaining !== undefined) fault.remaining -= 1;
    if (fault.remaining === 0) sim.world.faults = sim.world.faults.filter((other) => other !== fault);
    return fault;
  }
  return undefined;
}

function sameRecipient(wanted: string, actual: string | undefined): boolean {
  if (actual === undefined) return false;
  return wanted === actual || (!wanted.includes(".") && digitsOf(wanted) === digitsOf(actual));
}

/** What the Graph API answers for a preset that is an error code. Throttles say when to come back. */
export function presetError(sim: Sim, preset: string, http?: number): GraphError {
  if (preset === "190/463") {
    return new GraphError(190, {
      subcode: 463,
      http,
      message: "Error validating access token: Session has expired. The session has been invalidated.",
    });
  }
  const code = Number(preset);
  const throttled = [4, 80007, 130429, 131048, 131056].includes(code);
  return new GraphError(code, { http, headers: throttled ? throttleHeaders(sim, code) : undefined });
}

function throttleHeaders(sim: Sim, code: number): Record<string, string> {
  const usage = {
    type: "whatsapp",
    call_count: 100,
    total_cputime: 25,
    total_time: 25,
    estimated_time_to_regain_access: 1,
  };
  return {
    "Retry-After": code === 131056 ? "6" : "1",
    "X-Business-Use-Case-Usage": JSON.stringify({ [sim.account.wabaId]: [usage] }),
  };
}

/** Codes that a real platform answers at once; all others come later as a `failed` status. */
const SYNC_MAGIC = [4, 80007, 130429, 131000, 131016, 131056];

/**
 * A phone number that ends in an error code asks for that error, without any set-up: +49 1555 131026 is not on
 * WhatsApp. Codes are six digits long here, so that ordinary numbers do not hit one by chance.
 */
export function magicCode(phone: string): { code: number; mode: "sync" | "async" } | undefined {
  const code = Number(phone.slice(-6));
  if (code < 130000 || !isKnownErrorCode(code) || errorKind(code).http === 404) return undefined;
  return { code, mode: SYNC_MAGIC.includes(code) ? "sync" : "async" };
}
