// The walls of the house, checked by `node bin/check.mjs`. A rule's comment is read when it fails: it says what to
// do instead. Type-only imports count, because a type is knowledge too.
//
// The kind of a file stands in its name: message.ts is pure, message.store.ts speaks SQL, message.routes.ts HTTP,
// send-message.action.ts does one thing, deliver.job.ts works in the background, whatsapp.adapter.ts talks outside.
const server = "^src/server/";
const test = "[.](test|contract)[.]ts$|^test/|^simulator/test/";
const pure = "^src/server/(?!platform/).*/[^/.]+[.]ts$";
// Of platform/ only what computes: arithmetic on time, the catalogue of refusals, who asks and what the
// environment says (types), escaped HTML, what a document is.
// ids.ts is not among them, because it draws random numbers.
const purePlatform =
  "^src/server/platform/(instant|problem|caller|config|html|network/unreachable|documents/document)[.]ts$";
const outsideModules = ["core", "npm", "npm-dev", "npm-no-pkg", "npm-unknown"];
const forbid = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    forbid("no-circular", "Move what both need down a layer, or hand it in.", {}, { circular: true }),
    forbid("no-unresolvable", "This import points nowhere.", {}, { couldNotResolve: true }),

    // What server and browser agreed on, and the gap between them.
    forbid(
      "contract-is-a-leaf",
      "contract/ may use zod and itself.",
      { path: "^src/contract/", pathNot: test },
      { path: ["^src/(?!contract/)", "^node_modules/(?!zod/)", "^simulator/", "^(db|generate)/", "^test/"] },
    ),
    forbid(
      "contract-needs-no-node",
      "contract/ runs in the browser too: no node: modules.",
      { path: "^src/contract/", pathNot: test },
      { dependencyTypes: ["core"] },
    ),
    forbid(
      "no-schemas-in-a-browser",
      "A schema brings Zod along, 30 kB on the first load: import its type, and keep lists and limits in a file without it.",
      { path: "^src/(web|customer)/", pathNot: test },
      {
        path: "^src/contract/",
        pathNot:
          "^src/contract/(audit-verbs|both-words|choices|clock-mark|customer-limits|dialled|house-rules|named-in|next-shift|photo-size|proof|retention-class-names|try-json|upload-limits|uuid|visible)[.]ts$",
        dependencyTypesNot: ["type-only"],
      },
    ),
    forbid(
      "browser-never-server",
      "The browser speaks to the server through contract/ and fetch.",
      { path: "^src/(web|customer)/" },
      { path: ["^src/(server/|commands/|app|routes|tasks|main|store|cli|config)", "^(db|generate)/"] },
    ),
    forbid(
      "customer-stays-small",
      "What a customer's phone loads uses contract/ and its own files, nothing of the staff app.",
      { path: "^src/customer/", pathNot: test },
      { path: "^src/", pathNot: ["^src/contract/", "^src/customer/"] },
    ),
    forbid(
      "server-never-browser",
      "The server knows no screens.",
      { path: "^src/(server/|commands/|app|routes|tasks|main|store|cli|config)" },
      { path: "^src/(web|customer)/" },
    ),
    forbid(
      "ui-knows-no-domain",
      "web/ui holds plain parts; hand them values.",
      { path: "^src/web/ui/" },
      { path: "^src/(?!web/ui/)" },
    ),

    // The simulator must not share a misunderstanding with the code it checks.
    forbid(
      "simulator-stands-alone",
      "The simulator is a second reading of the Cloud API: it imports nothing of ours.",
      { path: "^simulator/" },
      { path: ["^src/", "^(db|generate)/", "^test/"] },
    ),
    forbid(
      "nothing-knows-the-simulator",
      "Start it as a process of its own (the demo does), or from a test.",
      { path: ["^src/", "^(db|generate)/"], pathNot: test },
      { path: "^simulator/" },
    ),

    // What each kind of file may touch.
    forbid(
      "pure-does-no-io",
      "No kind in the name means pure: no database, HTTP, node: or npm. Only zod and the calendar of holidays, which compute.",
      { path: pure },
      { dependencyTypes: outsideModules, pathNot: "^node_modules/(zod|feiertagejs)/" },
    ),
    forbid(
      "pure-imports-pure",
      "Facts are handed to a decision, never fetched by it; not even the type of a key or a transaction.",
      { path: pure },
      {
        path: [server, "^(db|generate)/", "^src/(commands/|app|routes|tasks|main|store|cli|demo|config)"],
        pathNot: [pure, purePlatform],
      },
    ),
    forbid(
      "sql-lives-in-stores",
      "Write SQL in X.store.ts.",
      { path: server, pathNot: ["[.]store[.]ts$", "^src/server/platform/", test] },
      { path: "^node_modules/(kysely|pg)/" },
    ),
    forbid(
      "http-lives-in-routes",
      "Fastify belongs in X.routes.ts.",
      { path: server, pathNot: ["[.]routes[.]ts$", "^src/server/platform/", test] },
      { path: "^node_modules/(fastify|@fastify)/" },
    ),
    forbid(
      "a-store-is-private",
      "Its tables belong to its module. Call one of that module's actions.",
      { path: `${server}([^/]+)/`, pathNot: test },
      { path: "[.]store[.]ts$", pathNot: `${server}$1/` },
    ),
    forbid(
      "stores-are-not-wired",
      "app, main and the commands call actions, never a store.",
      { path: "^src/(commands/)?[^/]+[.]ts$" },
      { path: "[.]store[.]ts$" },
    ),
    forbid(
      "jobs-are-plugged-in-once",
      "Only app.ts and tasks.ts plug in jobs. What others need of it is an action.",
      { pathNot: ["^src/(app|tasks)[.]ts$", test, "^simulator/"] },
      { path: "^src/.+[.]job[.]ts$" },
    ),
    // A page made of several route files shares one scope with its own body parser (customer-page/): its first file
    // may gather the others of its own folder, and routes.ts still sees one entry per folder.
    forbid(
      "routes-are-plugged-in-once",
      "Only routes.ts plugs in routes, or a routes file of the same folder that gathers its sisters.",
      { pathNot: ["^src/routes[.]ts$", "[.]routes[.]ts$", test, "^simulator/"] },
      { path: "^src/.+[.]routes[.]ts$" },
    ),
    forbid(
      "routes-gather-their-own-folder",
      "Routes of another folder are plugged in by routes.ts.",
      { path: `${server}([^/]+)/.*[.]routes[.]ts$` },
      { path: "[.]routes[.]ts$", pathNot: `${server}$1/` },
    ),
    forbid(
      "code-imports-no-test",
      "Tests import code, never the other way round.",
      { path: "^src/", pathNot: test },
      { path: test },
    ),

    // The one way out, and the place where channels plug in.
    forbid(
      "only-outbound-sends",
      "app.ts plugs the channels in, and outbound/ sends by their port. Call sendMessages().",
      { path: server, pathNot: [`${server}channels/`, test] },
      { path: `${server}channels/.+[.]adapter[.]ts$` },
    ),
    forbid(
      "adapters-know-no-domain",
      "An adapter translates. It sees its port, the approved message and platform/.",
      { path: `${server}channels/[^/]+/`, pathNot: test },
      { path: server, pathNot: [`${server}(channels|platform)/`, `${server}policy/[^/.]+[.]ts$`] },
    ),
    forbid(
      "channels-are-strangers",
      "One channel never imports another.",
      { path: `${server}channels/([^/]+)/` },
      { path: `${server}channels/[^/]+/`, pathNot: `${server}channels/$1/` },
    ),

    // The floor and the roof.
    forbid(
      "platform-is-the-floor",
      "platform/ imports no module.",
      { path: `${server}platform/`, pathNot: test },
      { path: server, pathNot: `${server}platform/` },
    ),
    forbid(
      "nobody-imports-the-roof",
      "Only main.ts and tests build the app; only the command starts main.ts and fills the demo.",
      { pathNot: ["^src/(main|app|store|cli|demo|commands/.+)[.]ts$", test] },
      { path: "^src/(main|app|routes|store|cli|demo|commands/.+)[.]ts$" },
    ),
    forbid(
      "server-below-its-start",
      "What reads the environment, and what generates files from the server, stands above it; what it says lies in platform/config.ts.",
      { path: server, pathNot: test },
      { path: ["^src/config[.]ts$", "^generate/"] },
    ),
    forbid(
      "tasks-are-wiring",
      "Only the wiring and tests know every background task.",
      { pathNot: ["^src/(app|routes)[.]ts$", test] },
      { path: "^src/tasks[.]ts$" },
    ),
    forbid(
      "the-command-is-thin",
      "The command starts main.ts and leaves building to it.",
      { path: "^src/(cli|demo|commands/.+)[.]ts$" },
      { path: "^src/(app|routes|tasks)[.]ts$" },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    moduleSystems: ["es6"],
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^simulator/phone/" },
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".svelte"],
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
    },
  },
};
