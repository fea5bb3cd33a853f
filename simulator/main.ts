import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { asObject, listAt, numberAt, objectAt, stringAt } from "./json.ts";
import type { Settings } from "./settings.ts";
import { type SimulatorOptions, startSimulator } from "./simulator.ts";

const HELP = `Usage: node simulator/main.ts [--config FILE] [options]
  --port N            Graph API, control plane and page (4601)
  --media-port N      byte host for media (4602)
  --host H            address to listen on (127.0.0.1)
  --public-url U, --public-media-url U   origins others reach the two ports under
  --webhook-url U     where webhooks go
  --app-id, --app-secret, --verify-token, --access-token, --waba-id, --phone-number-id
  --display-phone-number "+49 30 23125000", --business-name NAME
  --seed N            the same ids in every run
  --people-seed N     the same people in every run, new ids for what they say
  --people-file FILE  keeps people, their open 24 h windows and what has not arrived yet over restarts
  --unknown-recipients create|wrote|fail   whom nobody here has: settings.ts
  --no-demo           no demo customers
  --until-input-ends  stop when standard input closes: with the program that started it, however that ends
FILE is JSON with the members of SimulatorOptions (simulator/simulator.ts); options win over it.
`;

/** People to start with; all of them are invented. */
const DEMO_CUSTOMERS = [
  { name: "Helga Seidel (Demo)", phone: "4917604069010" },
  { name: "Emre Yilmaz (Demo)", phone: "4917604069011", username: "emre.demo", phoneHidden: true },
  { name: "Hausverwaltung Kern (Demo)", phone: "4917604069012" },
];

const { values } = parseArgs({
  options: {
    config: { type: "string" },
    port: { type: "string" },
    "media-port": { type: "string" },
    host: { type: "string" },
    "public-url": { type: "string" },
    "public-media-url": { type: "string" },
    "webhook-url": { type: "string" },
    "app-id": { type: "string" },
    "app-secret": { type: "string" },
    "verify-token": { type: "string" },
    "access-token": { type: "string" },
    "waba-id": { type: "string" },
    "phone-number-id": { type: "string" },
    "display-phone-number": { type: "string" },
    "business-name": { type: "string" },
    seed: { type: "string" },
    "people-seed": { type: "string" },
    "people-file": { type: "string" },
    "unknown-recipients": { type: "string" },
    "no-demo": { type: "boolean" },
    "until-input-ends": { type: "boolean" },
    help: { type: "boolean" },
  },
});

function readOptions(): SimulatorOptions {
  const file = values.config === undefined ? {} : asObject(JSON.parse(readFileSync(values.config, "utf8")));
  const account = objectAt(file, "account");
  const number = (flag: string | undefined, key: string) => (flag === undefined ? numberAt(file, key) : Number(flag));
  const text = (flag: string | undefined, key: string) => flag ?? stringAt(file, key);
  const given = listAt(file, "customers").map((c) => ({
    name: stringAt(c, "name") ?? "Demo",
    phone: stringAt(c, "phone"),
    username: stringAt(c, "username"),
    phoneHidden: asObject(c).phoneHidden === true,
  }));
  return {
    port: number(values.port, "port") ?? 4601,
    mediaPort: number(values["media-port"], "mediaPort") ?? 4602,
    host: text(values.host, "host"),
    publicUrl: text(values["public-url"], "publicUrl"),
    publicMediaUrl: text(values["public-media-url"], "publicMediaUrl"),
    webhookUrl: text(values["webhook-url"], "webhookUrl"),
    displayPhoneNumber: text(values["display-phone-number"], "displayPhoneNumber"),
    businessName: text(values["business-name"], "businessName"),
    seed: number(values.seed, "seed"),
    peopleSeed: number(values["people-seed"], "peopleSeed"),
    peopleFile: text(values["people-file"], "peopleFile"),
    settings: { ...objectAt(file, "settings"), ...settingsOf(values["unknown-recipients"]) },
    chaos: objectAt(file, "chaos"),
    customers: given.length > 0 || values["no-demo"] === true ? given : DEMO_CUSTOMERS,
    account: {
      ...accountOf(account),
      ...accountOf({
        appId: values["app-id"],
        appSecret: values["app-secret"],
        verifyToken: values["verify-token"],
        accessToken: values["access-token"],
        wabaId: values["waba-id"],
        phoneNumberId: values["phone-number-id"],
      }),
    },
  };
}

function settingsOf(unknownRecipients: string | undefined): Partial<Settings> {
  if (unknownRecipients === undefined) return {};
  if (unknownRecipients === "create" || unknownRecipients === "wrote" || unknownRecipients === "fail")
    return { unknownRecipients };
  throw new Error("--unknown-recipients must be create, wrote or fail.");
}

function accountOf(source: unknown): Record<string, string> {
  const keys = ["appId", "appSecret", "verifyToken", "accessToken", "wabaId", "phoneNumberId"];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = stringAt(source, key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

async function main(): Promise<void> {
  if (values.help === true) {
    process.stdout.write(HELP);
    return;
  }
  const options = readOptions();
  const simulator = await startSimulator(options);
  const { baseUrl, mediaUrl, appId, appSecret, verifyToken, accessToken, wabaId, phoneNumberId } = simulator;
  const facts = { baseUrl, mediaUrl, appId, appSecret, verifyToken, accessToken, wabaId, phoneNumberId };
  process.stdout.write(
    `Simulator, not WhatsApp. Play the customer: ${baseUrl}/\n${JSON.stringify(facts, undefined, 2)}\n`,
  );
  const stop = () => void simulator.close().then(() => process.exit(0));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
  if (values["until-input-ends"] === true) process.stdin.once("end", stop).resume();
}

await main();
