import { z } from "zod";
import { roles } from "./choices.ts";
import { Checklist, CheckStanding, CheckView } from "./device-checks.ts";
import { Instant, MemberId } from "./ids.ts";
import { press } from "./press.ts";
import { typedLine } from "./typed.ts";
import { CalendarDay } from "./values.ts";

// Sign-in, enrolment, devices and members: what browser and server say to each other.

export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const DeviceId = z.uuid();
const Label = typedLine(60).min(1);
const PersonName = typedLine(80).min(1);
const AssetNumber = typedLine(40);
/** As typed or scanned: spaces, hyphens and small letters are fine. */
const Code = z.string().min(20).max(60);

/** Public half of a device key (RFC 7517): ECDSA P-256 only. */
export const DeviceKey = z.strictObject({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: base64url.length(43),
  y: base64url.length(43),
});
export type DeviceKey = z.infer<typeof DeviceKey>;

/** A device that shows itself: `signature` over `possessionText`, raw r and s of 32 bytes each. */
const ShownDevice = z.strictObject({ key: DeviceKey, signature: base64url.length(86) });
export type ShownDevice = z.infer<typeof ShownDevice>;

// ---- WebAuthn (W3C WebAuthn Level 3). What the authenticator adds beyond these fields is dropped.

const transport = z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]);
const publicKeyType = z.literal("public-key");
const attachment = z.enum(["platform", "cross-platform"]);
const CredentialId = base64url.max(1400);
const Bytes = base64url.max(12_000);

export const Assertion = z.object({
  id: CredentialId,
  rawId: CredentialId,
  type: publicKeyType,
  response: z.object({
    clientDataJSON: Bytes,
    authenticatorData: Bytes,
    signature: Bytes,
    userHandle: Bytes.optional(),
  }),
  authenticatorAttachment: attachment.optional(),
});
export type Assertion = z.infer<typeof Assertion>;

export const Registration = z.object({
  id: CredentialId,
  rawId: CredentialId,
  type: publicKeyType,
  response: z.object({
    clientDataJSON: Bytes,
    attestationObject: Bytes,
    transports: z.array(transport).max(8).optional(),
  }),
  authenticatorAttachment: attachment.optional(),
});
export type Registration = z.infer<typeof Registration>;

export const PasskeyRequest = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.number(),
  userVerification: z.literal("required"),
});
export type PasskeyRequest = z.infer<typeof PasskeyRequest>;

export const PasskeyCreation = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ type: publicKeyType, alg: z.number() })),
  timeout: z.number(),
  authenticatorSelection: z.object({
    residentKey: z.literal("required"),
    requireResidentKey: z.literal(true),
    userVerification: z.literal("required"),
  }),
  attestation: z.literal("none"),
});
export type PasskeyCreation = z.infer<typeof PasskeyCreation>;

// ---- Signing in and staying in

/** POST /api/sign-in */
export const SignIn = z.strictObject({ assertion: Assertion, device: ShownDevice });
/** POST /api/enrol/code: a passkey that came to a new phone by itself gives the code with which the phone is entered. */
export const EnrolCodeRequest = z.strictObject({ assertion: Assertion });
export const EnrolCode = z.object({ code: z.string() });
export type EnrolCode = z.infer<typeof EnrolCode>;
/** POST /api/step-up: a fresh proof of presence for weighty steps; good for five minutes. */
export const StepUp = z.strictObject({ assertion: Assertion });
/** POST /api/demo/sign-in: only where the business is a demo. */
export const DemoSignIn = z.strictObject({ role: Role, secret: z.string().min(20).max(100), device: ShownDevice });

/** The session secret is in the cookie, never here. `now`: the server's time, to correct the device's clock. */
export const SessionOpened = z.object({ sessionId: z.uuid(), now: Instant });
export type SessionOpened = z.infer<typeof SessionOpened>;
/** POST /api/session/prove, POST /api/sign-out and other answers without contents. */
export const Done = z.object({ now: Instant });

/** GET /api/sign-in/door: for whoever comes by the plain address, signed in or not. Nothing of it is secret. */
export const Entrance = z.object({
  /** Somebody lives here: it was set up by the first owner's link. */
  begun: z.boolean(),
  business: z.string(),
  /** Where customers write; null: nowhere yet. */
  page: z.string().nullable(),
});
export type Entrance = z.infer<typeof Entrance>;

/** GET /api/me */
export const Me = z.object({
  member: z.object({ id: MemberId, name: z.string(), role: Role }),
  abilities: z.array(z.string()),
  tenant: z.object({ name: z.string(), demo: z.boolean(), timeZone: z.string() }),
  device: z
    .object({
      id: DeviceId,
      label: z.string(),
      /** The yearly check of this very device, while there is something to do about it. */
      checkDueOn: z.iso.date().nullable(),
      /** Another one took its place: it sends what waits on it and empties itself. */
      replaced: z.boolean(),
    })
    .nullable(),
  sessionId: z.uuid().nullable(),
  language: z.enum(["de", "en"]),
  /** Number of the newest event: whoever fetches state after this follows the feed from here. */
  seq: z.number().int(),
  now: Instant,
});
export type Me = z.infer<typeof Me>;
/** PATCH /api/me */
export const ChangeMe = z.strictObject({ language: z.enum(["de", "en"]) });

// ---- Enrolling a device: first owner, further members, recovery. The code says which.

/** POST /api/enrol/options. `name` only for the first owner, whom nobody has entered yet. */
export const EnrolOptionsRequest = z.strictObject({ code: Code, name: PersonName.optional() });
export const EnrolOptions = z.object({
  kind: z.enum(["owner", "member", "recovery"]),
  tenantName: z.string(),
  memberName: z.string(),
  role: Role,
  passkey: PasskeyCreation,
});
export type EnrolOptions = z.infer<typeof EnrolOptions>;

/** POST /api/enrol. `ownedByBusiness`: what the holder declares; a private device is refused (DV-1). */
export const Enrol = z.strictObject({
  code: Code,
  label: Label,
  assetNumber: AssetNumber.optional(),
  ownedByBusiness: z.boolean(),
  checklist: Checklist,
  registration: Registration,
  device: ShownDevice,
});

export const DeviceState = z.enum(["pending", "approved", "revoked", "lost"]);
export type DeviceState = z.infer<typeof DeviceState>;

/** `session` only for the first owner; everybody else signs in once the device is approved. */
export const Enrolled = z.object({
  deviceId: DeviceId,
  state: DeviceState,
  compareCode: z.string(),
  session: SessionOpened.nullable(),
});
export type Enrolled = z.infer<typeof Enrolled>;

/** POST /api/enrol/status: the waiting device asks, signed in the name of its id, or of its key's x if it heard of no id. */
export const EnrolStatusRequest = z.union([
  z.strictObject({ deviceId: DeviceId, proof: z.string().max(140) }),
  z.strictObject({ key: DeviceKey, proof: z.string().max(140) }),
]);
export type EnrolStatusRequest = z.infer<typeof EnrolStatusRequest>;
/** Its `role` is the holder's: an owner without another device is let in by nobody in the business. */
const Waiting = z.object({ deviceId: DeviceId, state: DeviceState, compareCode: z.string(), role: Role });
export const EnrolStatus = Waiting.extend({ now: Instant });
export type EnrolStatus = z.infer<typeof EnrolStatus>;

/** POST /api/enrol/farewell: a device that is out of use has forgotten everything; signed before its key went. */
export const Farewell = z.strictObject({ deviceId: DeviceId, at: z.int(), signature: base64url.length(86) });

/** A QR code without any HTML: an SVG path over `size` x `size` modules, quiet zone included. */
export const QrCode = z.object({ size: z.number().int(), path: z.string() });
export type QrCode = z.infer<typeof QrCode>;
/** POST /api/members/:id/code: the device whose place the new one takes, if any. */
export const AskCode = z.strictObject({ replaces: DeviceId.optional() });
/** Its answer, and that of POST /api/me/new-device, for a phone in place of this one: shown once, good for ten minutes. */
export const EnrolmentCode = z.object({ link: z.string(), code: z.string(), qr: QrCode, expiresAt: Instant });
export type EnrolmentCode = z.infer<typeof EnrolmentCode>;

// ---- Devices and people

export const DeviceView = z.object({
  id: DeviceId,
  label: z.string(),
  assetNumber: z.string().nullable(),
  memberId: MemberId,
  memberName: z.string(),
  memberRole: Role,
  state: DeviceState,
  ownedByBusiness: z.boolean(),
  /** Only while the device waits. */
  compareCode: z.string().nullable(),
  requestedAt: Instant,
  decidedAt: Instant.nullable(),
  lastSeenAt: Instant.nullable(),
  /** The label of the device whose place it takes. */
  replaces: z.string().nullable(),
  /** Since when it only sends what waits on it and empties itself, because another one took its place. */
  replacedAt: Instant.nullable(),
  /** When a device that is out of use said that nothing is left on it. */
  wipedAt: Instant.nullable(),
  /** Of approved devices: by when the next check is due, and how that stands. */
  check: z.object({ dueOn: z.iso.date(), standing: CheckStanding }).nullable(),
  /** A check that waits for the owner's look: of the enrolment, or of the year. */
  waitingCheck: CheckView.nullable(),
  /** In use, let in by whoever runs the machine: nobody of the business was asked. */
  admitted: z.boolean(),
  /** The device this request came from. */
  current: z.boolean(),
});
export type DeviceView = z.infer<typeof DeviceView>;
export const DeviceList = z.object({ items: z.array(DeviceView) });
export type DeviceList = z.infer<typeof DeviceList>;

export const DeviceParams = z.strictObject({ id: DeviceId });
/** POST /api/devices/:id/approve: the owner declares whose device it is and has compared the codes. */
export const ApproveDevice = z.strictObject({
  ownedByBusiness: z.boolean(),
  compareCode: z.string().regex(/^\d{6}$/),
  assetNumber: AssetNumber.optional(),
});
/** PATCH /api/devices/:id */
export const ChangeDevice = z.strictObject({ label: Label.optional(), assetNumber: AssetNumber.nullable().optional() });

export const MemberView = z.object({
  id: MemberId,
  name: z.string(),
  role: Role,
  endsOn: z.iso.date().nullable(),
  disabled: z.boolean(),
  /** May sign in today: not disabled, not past the last day. */
  active: z.boolean(),
  /** Reads and answers what customers write: may have a conversation. */
  answers: z.boolean(),
  approvedDevices: z.number().int(),
});
export type MemberView = z.infer<typeof MemberView>;
export const MemberList = z.object({ items: z.array(MemberView) });
export type MemberList = z.infer<typeof MemberList>;
export const MemberParams = z.strictObject({ id: MemberId });
/** POST /api/members */
export const InviteMember = z.strictObject({ name: PersonName, role: Role, endsOn: CalendarDay.optional(), ...press });
export const MemberInvited = z.object({ id: MemberId });
/** PATCH /api/members/:id */
export const ChangeMember = z.strictObject({
  name: PersonName.optional(),
  role: Role.optional(),
  disabled: z.boolean().optional(),
});

// ---- Recovery codes

/** GET /api/recovery-codes: how many are left. */
export const RecoveryState = z.object({ left: z.number().int(), printedAt: Instant.nullable() });
export type RecoveryState = z.infer<typeof RecoveryState>;
/** POST /api/recovery-codes: eight new ones, shown once; older ones end. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()), link: z.string() });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;
