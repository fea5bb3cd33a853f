/** Who asks: a member on an enrolled device, or a program of the business with a token. Made by authenticate only. */
export type Role =
  | "owner"
  | "office"
  | "crew_lead"
  | "crew"
  | "apprentice"
  | "accountant"
  | "privacy_officer"
  | "guest";

export interface Caller {
  readonly tenantId: string;
  readonly memberId: string;
  readonly name: string;
  readonly role: Role;
  readonly kind: "session" | "api";
  readonly sessionId: string | null;
  readonly deviceId: string | null;
  /** When the member last proved presence with a passkey, for steps that need a fresh proof. */
  readonly steppedUpAt: Date | null;
}
