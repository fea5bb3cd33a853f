import { WrongSetting } from "../wrong-setting.ts";

/** How many connections one server takes at most: the pool, who listens, and on Sundays the rehearsal of a restore. */
const mostConnections = 16;

const notUp = "Die Datenbank ist nicht erreichbar. Prüfen Sie DATABASE_URL und ob PostgreSQL läuft.";

const refusals: Readonly<Record<string, string>> = {
  "28P01": "PostgreSQL nimmt Rolle und Passwort aus DATABASE_URL nicht an.",
  "28000":
    "PostgreSQL lässt die Rolle aus DATABASE_URL von diesem Rechner aus nicht herein (pg_hba.conf). " +
    "Verlangt es TLS, gehört sslmode=verify-full ans Ende von DATABASE_URL.",
  "3D000":
    "Die Datenbank aus DATABASE_URL gibt es auf diesem PostgreSQL nicht. Prüfen Sie den Namen oder legen Sie sie an.",
  "42501": "Die Rolle aus DATABASE_URL darf sich mit dieser Datenbank nicht verbinden. Nötig ist eine, der sie gehört.",
  "53300":
    `PostgreSQL hat keine Verbindung mehr frei. Werkbote braucht bis zu ${mostConnections} ` +
    "(max_connections, CONNECTION LIMIT der Rolle oder der Datenbank; bei PgBouncer max_client_conn, pool_size).",
  "57P03": "PostgreSQL fährt gerade hoch oder herunter. Bitte gleich noch einmal starten.",
};

/**
 * Why PostgreSQL lets nobody in by DATABASE_URL, in one German line that says what to do. What it says itself is in the
 * language of its machine; its numbers are the same everywhere.
 */
export function entryTrouble(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const refusal = refusals[code];
  if (refusal !== undefined) return refusal;
  if (!(error instanceof Error)) return notUp;
  // PgBouncer's own words; it gives both the number of a broken line.
  if (/max_client_conn|query_wait_timeout/.test(error.message)) return refusals["53300"] ?? notUp;
  if (/does not support SSL/.test(error.message))
    return "Dieses PostgreSQL spricht kein TLS. Schalten Sie es dort ein, oder nehmen Sie sslmode aus DATABASE_URL.";
  if (/CERT|ISSUER|ALTNAME|ERR_TLS/.test(code))
    return (
      `Das Zertifikat von PostgreSQL gilt hier nicht (${code}). Es muss auf den Namen aus DATABASE_URL lauten; ` +
      "wer es ausgestellt hat, nennt sslrootcert=DATEI am Ende von DATABASE_URL."
    );
  return notUp;
}

/** The same as what ends a start: a database that is not up yet, or has no connection free, may have one in a moment. */
export function entryRefusal(error: unknown): Error {
  const why = entryTrouble(error);
  const passes = why === notUp || why === refusals["53300"] || why === refusals["57P03"];
  return passes ? new Error(why) : new WrongSetting(why);
}

/** The same of a database that let this server in before and does not now; it is tried again without anybody's doing. */
export function lostTrouble(error: unknown): string {
  const why = entryTrouble(error);
  return `${why === notUp || why === refusals["57P03"] ? "Die Datenbank antwortet nicht." : why} Werkbote versucht es weiter; was schon gespeichert war, bleibt.`;
}
