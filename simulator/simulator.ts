import fastify, { type FastifyInstance } from "fastify";
import { byteHostRoutes } from "./byte-host.routes.ts";
import { type Clock, createClock } from "./clock.ts";
import { controlRoutes } from "./control.routes.ts";
import { createDeliveryDesk } from "./deliveries.ts";
import { graphRoutes } from "./graph.routes.ts";
import { addCustomer, type NewCustomer } from "./identity.ts";
import { openMailFolder } from "./mail-folder.ts";
import { keepPeople, recallPeople } from "./people-file.ts";
import { phoneRoutes } from "./phone.routes.ts";
import { createRandom } from "./random.ts";
import { SAMPLE_TEMPLATES } from "./sample-templates.ts";
import { applyPatch, type Chaos, DEFAULT_CHAOS, DEFAULT_SETTINGS, type Settings } from "./settings.ts";
import { addTemplate } from "./templates.ts";
import type { Account, Customer, Sim, World } from "./world.ts";
import { announce, newEvents } from "./world.ts";

export interface SimulatorOptions {
  /** 0 or absent: any free port. */
  port?: number | undefined;
  mediaPort?: number | undefined;
  /** Loopback unless told otherwise: the control plane has no password. */
  host?: string | undefined;
  /** Origins under which others reach the two ports, when they stand behind a proxy or in a container. */
  publicUrl?: string | undefined;
  publicMediaUrl?: string | undefined;
  /** Where webhooks go, without a handshake. */
  webhookUrl?: string | undefined;
  account?: Partial<Account> | undefined;
  displayPhoneNumber?: string | undefined;
  businessName?: string | undefined;
  settings?: Partial<Settings> | undefined;
  chaos?: Partial<Chaos> | undefined;
  customers?: NewCustomer[] | undefined;
  clock?: Clock | undefined;
  seed?: number | undefined;
  /** The same people in every run, but new ids for all they say: a business remembers yesterday's. */
  peopleSeed?: number | undefined;
  /**
   * Where people and their open windows are kept over restarts, and in a folder beside it what has not arrived yet;
   * absent: they are forgotten.
   */
  peopleFile?: string | undefined;
}

export interface Simulator extends Account {
  /** Origin of Graph API, control plane and page. */
  baseUrl: string;
  /** Origin of the byte host. */
  mediaUrl: string;
  displayPhoneNumber: string;
  clock: Clock;
  setWebhook(url: string): void;
  addCustomer(customer: NewCustomer): Customer;
  /** Ends when no webhook is under way. What is only planned needs time to pass: `clock.advance`. */
  settled(): Promise<void>;
  reset(): void;
  close(): Promise<void>;
}

/** Starts the simulated platform: one app, one WABA, one number, and the people who write to it. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const sim = createSim(options);
  if (options.peopleFile !== undefined) {
    recallPeople(sim, options.peopleFile);
    keepPeople(sim, options.peopleFile);
    sim.mail = openMailFolder(`${options.peopleFile}.mail`);
    sim.world.media = new Map(sim.mail.files().map((media) => [media.id, media]));
  }
  const host = options.host ?? "127.0.0.1";
  const handles = {
    reset: () => reset(sim, options),
    settled: () => sim.deliveries.settled(),
    overview: () => overview(sim, options),
  };
  const graph = fastify({
    forceCloseConnections: true,
    bodyLimit: 4 * 1024 * 1024,
    routerOptions: { maxParamLength: 500 },
  });
  const bytes = fastify({ forceCloseConnections: true });
  byteHostRoutes(bytes, sim);
  await controlRoutes(graph, sim, handles);
  await graphRoutes(graph, sim);
  await phoneRoutes(graph);
  const mediaUrl = await listen(bytes, host, options.mediaPort ?? 0);
  sim.mediaOrigin = options.publicMediaUrl ?? mediaUrl;
  const baseUrl = await listen(graph, host, options.port ?? 0);
  sim.deliveries.takeUp(sim.mail?.waiting() ?? []);
  return {
    ...sim.account,
    baseUrl: options.publicUrl ?? baseUrl,
    mediaUrl: sim.mediaOrigin,
    displayPhoneNumber: sim.world.phone.displayPhoneNumber,
    clock: sim.clock,
    setWebhook: (url) => {
      sim.world.app = { callbackUrl: url, verifyToken: sim.account.verifyToken, fields: [] };
    },
    addCustomer: (customer) => addCustomer(sim, customer),
    settled: handles.settled,
    reset: handles.reset,
    close: async () => {
      sim.clock.clear();
      await Promise.all([graph.close(), bytes.close()]);
    },
  };
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  const address = new URL(await app.listen({ host, port }));
  return address.origin;
}

function createSim(options: SimulatorOptions): Sim {
  const random = createRandom(options.peopleSeed ?? options.seed);
  const account: Account = {
    appId: random.digits(15),
    appSecret: random.bytes(16).toString("hex"),
    verifyToken: random.alphanumeric(20),
    accessToken: `EAASIM${random.alphanumeric(60)}`,
    wabaId: random.digits(15),
    phoneNumberId: random.digits(15),
    ...withoutUndefined(options.account ?? {}),
  };
  const settings = structuredClone(DEFAULT_SETTINGS);
  const refused = applyPatch(settings, withoutUndefined(options.settings ?? {}));
  const chaos = { ...DEFAULT_CHAOS };
  refused.push(...applyPatch(chaos, withoutUndefined(options.chaos ?? {})));
  if (refused.length > 0) throw new Error(`Unknown simulator settings: ${refused.join(", ")}`);
  const base = { account, settings, chaos, random, clock: options.clock ?? createClock(), events: newEvents() };
  const sim: Sim = {
    ...base,
    world: newWorld(account, options),
    mediaOrigin: "",
    tokens: new Map(),
    get deliveries() {
      return desk;
    },
  };
  const desk = createDeliveryDesk(sim);
  furnish(sim, options);
  if (options.peopleSeed !== undefined) Object.assign(random, createRandom(options.seed));
  return sim;
}

function withoutUndefined<T extends object>(object: T): Partial<T> {
  const kept: Partial<T> = { ...object };
  for (const key of Object.keys(kept)) if (Reflect.get(kept, key) === undefined) Reflect.deleteProperty(kept, key);
  return kept;
}

function newWorld(account: Account, options: SimulatorOptions): World {
  const verifiedName = options.businessName ?? "Brandt Haustechnik (Demo)";
  const url = options.webhookUrl;
  return {
    customers: new Map(),
    messages: new Map(),
    media: new Map(),
    templates: new Map(),
    attempts: [],
    readReceipts: [],
    phone: {
      id: account.phoneNumberId,
      displayPhoneNumber: options.displayPhoneNumber ?? "+49 30 23125000",
      verifiedName,
      status: "CONNECTED",
      registrations: [],
      profile: { about: "", address: "", description: "", email: "", websites: [], vertical: "OTHER" },
    },
    wabaName: verifiedName,
    subscribed: true,
    app: url === undefined ? undefined : { callbackUrl: url, verifyToken: account.verifyToken, fields: [] },
    faults: [],
  };
}

function furnish(sim: Sim, options: SimulatorOptions): void {
  for (const template of SAMPLE_TEMPLATES) addTemplate(sim, template, "APPROVED");
  for (const customer of options.customers ?? []) addCustomer(sim, customer);
}

/** Empties the world; names, secrets, settings and the webhook address stay. */
function reset(sim: Sim, options: SimulatorOptions): void {
  const app = sim.world.app;
  sim.clock.clear();
  sim.deliveries.clear();
  Object.assign(sim.chaos, DEFAULT_CHAOS);
  sim.tokens.clear();
  sim.world = { ...newWorld(sim.account, options), app };
  furnish(sim, options);
  announce(sim, "reset");
}

function overview(sim: Sim, options: SimulatorOptions): object {
  const { world } = sim;
  return {
    ...sim.account,
    displayPhoneNumber: world.phone.displayPhoneNumber,
    businessName: world.phone.verifiedName,
    graphVersion: "v25.0",
    mediaUrl: sim.mediaOrigin,
    publicUrl: options.publicUrl,
    webhookUrl: world.app?.callbackUrl ?? null,
    now: sim.clock.now(),
    settings: sim.settings,
    chaos: sim.chaos,
    customers: world.customers.size,
    messages: world.messages.size,
    waitingDeliveries: sim.deliveries.list().filter((d) => d.state === "waiting" || d.state === "retrying").length,
  };
}
