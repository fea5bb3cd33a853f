import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeDurably } from "../platform/files/durable-file.ts";
import { Keyring } from "../platform/keyring.ts";

/**
 * The key pair of the backups, made once. Archives are encrypted to the public half. The secret half stands on the
 * recovery sheet; on the machine it lies in keys/backup.json, sealed with the root key, so that the weekly drill can
 * open what it is to check and the sheet can be printed again.
 */
export interface BackupKey {
  /** AGE-SECRET-KEY-1… */
  readonly secret: string;
  /** age1… */
  readonly recipient: string;
  /** Short name of the pair: on the sheet, in the names of archives, in refusals. */
  readonly id: string;
}

const fileSchema = z.object({ version: z.literal(1), recipient: z.string(), wrappedSecret: z.base64() });
const purpose = "backup-key";

/** From the secret on a sheet. Throws when its own checksum does not hold. */
export async function keyOfSecret(secret: string): Promise<BackupKey> {
  const { identityToRecipient } = await import("age-encryption");
  const recipient = await identityToRecipient(secret);
  return { secret, recipient, id: createHash("sha256").update(recipient).digest("hex").slice(0, 8) };
}

/** The key pair of a data folder; made when there is none yet. */
export async function openBackupKey(dataDir: string): Promise<BackupKey> {
  const dir = join(dataDir, "keys");
  const keyring = Keyring.open(dir);
  const path = join(dir, "backup.json");
  if (!existsSync(path)) {
    const { generateX25519Identity } = await import("age-encryption");
    const made = await keyOfSecret(await generateX25519Identity());
    const wrappedSecret = keyring.protect(purpose, Buffer.from(made.secret));
    writeDurably(path, `${JSON.stringify({ version: 1, recipient: made.recipient, wrappedSecret }, null, 2)}\n`);
    return made;
  }
  const file = fileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  return await keyOfSecret(keyring.reveal(purpose, file.wrappedSecret).toString("utf8"));
}
