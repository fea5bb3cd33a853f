import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from "node:crypto";
import {
  type Assertion,
  DeviceKey,
  type PasskeyCreation,
  type PasskeyRequest,
  type Registration,
  type ShownDevice,
} from "../../src/contract/access.ts";
import { possessionText, proofText } from "../../src/contract/proof.ts";

/** A passkey and a device key in software, so that tests can hold them wrongly in every way. */

const sha256 = (data: string | Uint8Array): Buffer => createHash("sha256").update(data).digest();
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

const newKey = (): KeyObject => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const textOf = (key: KeyObject): string => String(key.export({ format: "pem", type: "pkcs8" }));

/** A passkey as text, for a test that goes on in another process. */
export interface KeptPasskey {
  readonly key: string;
  readonly credentialId: string;
}

/** What an authenticator and its browser may be made to lie about. */
export interface Lies {
  readonly origin?: string;
  readonly rpId?: string;
  readonly userVerified?: boolean;
  readonly userPresent?: boolean;
  readonly type?: string;
  readonly spoilSignature?: boolean;
  /** It says of itself what it is, by certificates, though nobody asked. */
  readonly attests?: boolean;
}

export class SoftPasskey {
  readonly credentialId: Buffer;
  readonly #privateKey: KeyObject;
  readonly #origin: string;
  counter = 0;

  constructor(origin = "http://localhost:8080", kept?: KeptPasskey) {
    this.credentialId = kept ? Buffer.from(kept.credentialId, "base64url") : randomBytes(32);
    this.#privateKey = kept ? createPrivateKey(kept.key) : newKey();
    this.#origin = origin;
  }

  kept(): KeptPasskey {
    return { key: textOf(this.#privateKey), credentialId: base64url(this.credentialId) };
  }

  /** Answers `navigator.credentials.create` (attestation "none"). */
  register(options: PasskeyCreation, lies: Lies = {}): Registration {
    const idLength = Buffer.alloc(2);
    idLength.writeUInt16BE(this.credentialId.length);
    const credential = Buffer.concat([Buffer.alloc(16), idLength, this.credentialId, this.#coseKey()]);
    const authData = Buffer.concat([this.#authData(options.rp.id, lies, 0x40), credential]);
    const [fmt, stmt] = lies.attests ? ["6b616e64726f69642d6b6579", "a16378356382410141ff"] : ["646e6f6e65", "a0"];
    const attestation = Buffer.concat([
      Buffer.from(`a363666d74${fmt}6761747453746d74${stmt}68617574684461746159`, "hex"),
      Buffer.from([authData.length >> 8, authData.length & 0xff]),
      authData,
    ]);
    const id = base64url(this.credentialId);
    const clientDataJSON = base64url(this.#clientData(lies.type ?? "webauthn.create", options.challenge, lies));
    const response = { clientDataJSON, attestationObject: base64url(attestation), transports: ["internal" as const] };
    return { id, rawId: id, type: "public-key", response };
  }

  /** Answers `navigator.credentials.get`. */
  assert(options: PasskeyRequest, lies: Lies = {}): Assertion {
    if (this.counter > 0) this.counter += 1;
    const authData = this.#authData(options.rpId, lies, 0);
    const clientData = this.#clientData(lies.type ?? "webauthn.get", options.challenge, lies);
    const signature = sign("sha256", Buffer.concat([authData, sha256(clientData)]), this.#privateKey);
    const last = signature.length - 1;
    if (lies.spoilSignature) signature[last] = (signature[last] ?? 0) ^ 1;
    const id = base64url(this.credentialId);
    const response = {
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authData),
      signature: base64url(signature),
    };
    return { id, rawId: id, type: "public-key", response };
  }

  #authData(rpId: string, lies: Lies, more: number): Buffer {
    const flags = (lies.userPresent === false ? 0 : 0x01) | (lies.userVerified === false ? 0 : 0x04) | more;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(lies.rpId ?? rpId), Buffer.of(flags), counter]);
  }

  #clientData(type: string, challenge: string, lies: Lies): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: lies.origin ?? this.#origin, crossOrigin: false }));
  }

  /** RFC 9053: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}. */
  #coseKey(): Buffer {
    const { x = "", y = "" } = createPublicKey(this.#privateKey).export({ format: "jwk" });
    const head = Buffer.from("a5010203262001215820", "hex");
    return Buffer.concat([
      head,
      Buffer.from(x, "base64url"),
      Buffer.from("225820", "hex"),
      Buffer.from(y, "base64url"),
    ]);
  }
}

/** What `src/web/device-key.ts` does, with node's crypto. */
export class SoftDevice {
  readonly key: DeviceKey;
  readonly #privateKey: KeyObject;

  constructor(kept?: string) {
    this.#privateKey = kept === undefined ? newKey() : createPrivateKey(kept);
    const { kty, crv, x, y } = createPublicKey(this.#privateKey).export({ format: "jwk" });
    this.key = DeviceKey.parse({ kty, crv, x, y });
  }

  kept(): string {
    return textOf(this.#privateKey);
  }

  sign(text: string): string {
    return base64url(sign("sha256", Buffer.from(text), { key: this.#privateKey, dsaEncoding: "ieee-p1363" }));
  }

  show(purpose: "sign-in" | "enrol" | "demo", challenge: string): ShownDevice {
    return { key: this.key, signature: this.sign(possessionText(purpose, challenge)) };
  }

  proof(subject: string, method: string, path: string, at: number): string {
    return `${at}.${this.sign(proofText(subject, method, path, at))}`;
  }
}
