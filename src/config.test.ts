import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

/** Whoever mistypes a setting learns it at the start, in one line, and not from a link that leads nowhere. */
const lineOf = (env: Readonly<Record<string, string>>): readonly string[] => {
  const result = readConfig(env);
  return result.ok ? [] : result.lines;
};

test("the address people use is a name alone: below a folder no link and no passkey would work", () => {
  for (const url of ["https://post.example.de/werkbote", "https://post.example.de?x=1", "https://a:b@post.example.de"])
    expect(lineOf({ WERKBOTE_URL: url })).toEqual([
      "WERKBOTE_URL: darf nur aus https:// und einem Namen bestehen, ohne Ordner dahinter",
    ]);
  // The last two begin rightly: what is said must be true of them as well.
  for (const url of ["post.example.de", "ftp://post.example.de", "https://post.example.de:99999", "https://*"])
    expect(lineOf({ WERKBOTE_URL: url })).toEqual(["WERKBOTE_URL: muss aussehen wie https://post.example.de"]);
  for (const url of ["https://post.example.de", "https://Müller.example:443/", "http://localhost:8080"])
    expect(lineOf({ WERKBOTE_URL: url })).toEqual([]);
});

test("an address inside the network is a host and its port, or the server does not start", () => {
  for (const wrong of ["mail.intern", "mail.intern:", "https://mail.intern:25", "10.0.0.5:99999", "a:1,b"])
    expect(lineOf({ WERKBOTE_ALLOW_PRIVATE: wrong })).toEqual([
      "WERKBOTE_ALLOW_PRIVATE: muss aussehen wie mail.intern:25,10.0.0.5:8080",
    ]);
  for (const right of ["", "127.0.0.1:4010", "mail.intern:25, 10.0.0.5:8080,", "[::1]:8080"])
    expect(lineOf({ WERKBOTE_ALLOW_PRIVATE: right })).toEqual([]);
});

test("a Graph API that is not Meta's is named by its address alone", () => {
  expect(lineOf({ WERKBOTE_GRAPH_URL: "127.0.0.1:4601" })).toEqual([
    "WERKBOTE_GRAPH_URL: muss aussehen wie https://graph.example.de",
  ]);
  expect(lineOf({ WERKBOTE_GRAPH_URL: "http://127.0.0.1:4601/v25.0" })).toEqual([
    "WERKBOTE_GRAPH_URL: darf nur aus https:// und einem Namen bestehen, ohne Ordner dahinter",
  ]);
  expect(readConfig({ WERKBOTE_GRAPH_URL: "http://127.0.0.1:4601/" })).toMatchObject({
    config: { graphUrl: "http://127.0.0.1:4601", allowPrivate: ["127.0.0.1:4601"] },
  });
});

test("a mail relay has a name, and a password with a special letter is told what an address looks like", () => {
  for (const url of ["smtp://", "smtp:mail.example.de", "smtps://user:pa#ss@mail.example.de:465", "mail.example.de"])
    expect(lineOf({ WERKBOTE_SMTP_URL: url, WERKBOTE_MAIL_FROM: "post@example.de" })).toEqual([
      "WERKBOTE_SMTP_URL: muss aussehen wie smtps://NAME:PASSWORT@RECHNER:465",
    ]);
  for (const url of ["smtp://10.0.0.5:25", "smtps://user:pa%23ss@mail.example.de:465", "smtp://[::1]:25"])
    expect(lineOf({ WERKBOTE_SMTP_URL: url, WERKBOTE_MAIL_FROM: "post@example.de" })).toEqual([]);
});

test("a certificate that is not there is said with the setting that names it, before anybody connects", () => {
  const at = (rest: string) => lineOf({ DATABASE_URL: `postgres://a:b@db.example/werkbote?${rest}` });
  expect(at("sslmode=verify-full&sslrootcert=/nowhere/ca.pem")).toEqual([
    "DATABASE_URL: sslrootcert: /nowhere/ca.pem gibt es nicht. Bitte die Angabe prüfen.",
  ]);
  expect(at(`sslcert=${import.meta.dirname}&sslkey=${import.meta.filename}`)).toEqual([
    `DATABASE_URL: sslcert: ${import.meta.dirname} ist ein Ordner. Bitte eine Datei darin angeben.`,
  ]);
  expect(at(`sslmode=verify-full&sslrootcert=${import.meta.filename}`)).toEqual([]);
  expect(at("sslmode=verify-full")).toEqual([]);
});

test("who sends mails and who carries them are named together, or none would ever go", () => {
  expect(lineOf({ WERKBOTE_MAIL_FROM: "post@example.de" })).toEqual([
    "WERKBOTE_SMTP_URL: fehlt. Ohne Server für E-Mail geht keine hinaus.",
  ]);
  expect(lineOf({ WERKBOTE_SMTP_URL: "smtp://10.0.0.5:25" })).toEqual([
    "WERKBOTE_MAIL_FROM: fehlt. Ohne Absender geht keine E-Mail hinaus.",
  ]);
});

test("a port is a number as people write it", () => {
  for (const port of ["0x50", "1e3", "80.5", "-1", "65536", "achtzig"])
    expect(lineOf({ PORT: port })).toEqual(["PORT: muss eine Zahl zwischen 0 und 65535 sein"]);
  expect(readConfig({ PORT: "65535" })).toMatchObject({ config: { port: 65_535 } });
});

test("what stands around a value is no part of it: a file of settings from Windows ends its lines with a return", () => {
  expect(readConfig({ PORT: "8081\r", HOST: " ", WERKBOTE_URL: "https://post.example.de " })).toMatchObject({
    config: { port: 8081, host: "127.0.0.1", publicUrl: "https://post.example.de" },
  });
  expect(readConfig({ PORT: " " })).toMatchObject({ config: { port: 8080 } });
});

test.each(["WERKBOTE_BACKUP_DIR", "WERKBOTE_KEYS_DIR"])(
  "%s is a folder, or none yet, and not found out at night",
  (name) => {
    for (const file of [import.meta.filename, `${import.meta.filename}/below`])
      expect(lineOf({ [name]: file })).toEqual([`${name}: darf keine Datei sein und nicht in einer liegen`]);
    for (const folder of [import.meta.dirname, "/nowhere/yet"]) expect(lineOf({ [name]: folder })).toEqual([]);
  },
);

test.runIf(process.platform === "linux").each(["WERKBOTE_BACKUP_DIR", "WERKBOTE_KEYS_DIR"])(
  "%s is not where the system shows itself",
  (name) => {
    const line = `${name}: liegt, wo das System sich selbst zeigt, und dort bleibt keine Datei`;
    for (const folder of ["/proc/x", "/proc/x/y", "/sys/x"]) expect(lineOf({ [name]: folder })).toEqual([line]);
  },
);

test("an IPv6 address to listen on is the same with its brackets and without", () => {
  for (const host of ["[::1]", "::1"]) expect(readConfig({ HOST: host })).toMatchObject({ config: { host: "::1" } });
});

test("a secret for the metrics that could be guessed, or not sent in a header, is none", () => {
  const wrong = ["WERKBOTE_METRICS_TOKEN: muss mindestens 20 Zeichen haben: Buchstaben, Ziffern und -._~+/"];
  for (const token of ["kurz", "neunzehn-zeichen-19", "mit leerzeichen und mehr", "zwanzig-und-ein-ü-drin"])
    expect(lineOf({ WERKBOTE_METRICS_TOKEN: token })).toEqual(wrong);
  expect(readConfig({ WERKBOTE_METRICS_TOKEN: "zwanzig-zeichen-20-A" })).toMatchObject({
    config: { metricsToken: "zwanzig-zeichen-20-A" },
  });
});
