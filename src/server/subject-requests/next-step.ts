import type { IdentityProof, NextStep, PacketState, RequestKind } from "../../contract/subject-requests.ts";
import { answeredByPacket } from "./kinds.ts";

/** What comes next in a case, so that nobody has to know the law to go on. */
export function nextStep(request: {
  readonly state: string;
  readonly kind: RequestKind;
  readonly erased: boolean;
  readonly identityProof: IdentityProof;
  readonly packet: PacketState | null;
  /** Things somebody must look at before the answer is made; the list does not count them. */
  readonly undecided: number;
}): NextStep {
  const { state, kind, erased, identityProof, packet, undecided } = request;
  if (state !== "open") return "none";
  if (erased) return "act";
  if (identityProof === "open" || identityProof === "doubted") return "identity";
  if (!answeredByPacket(kind)) return "act";
  switch (packet) {
    case "ready":
      return "release";
    case "released":
      return "fetch";
    default:
      return undecided > 0 ? "review" : "build";
  }
}
