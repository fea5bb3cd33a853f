import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commentParts, readTables, type TableRow } from "../../generate/data-map.ts";
import { type TestDeps, testDeps } from "../support/database.ts";
import { filesBelow } from "./source-files.ts";

/** What every table must bring: a class that says how long, a purpose, and the wall between two businesses. */
const ownerless: Readonly<Record<string, string>> = {
  installation: "one row about this installation, nothing of a business",
  tenant: "the list of businesses itself",
  channel_route: "says which business a webhook address belongs to, before any business is known",
};

/** Columns whose names sound personal and are not. */
const notPersonal: Readonly<Record<string, string>> = {
  "text_block.name": "what a text of the business is called",
  "text_block.body": "words of the business with gaps for names; it speaks of nobody",
  "away_text.body": "words of the business for everybody; it speaks of nobody",
  "tenant.name": "the firm's own name, as it stands in its imprint",
  "channel_template.name": "the name of an approved template",
  "channel_template.body": "text for everybody, with gaps",
  "api_token.label": "what the program is called",
  "channel_account.label": "what the channel is called",
  "entry_source.name": "what the place is called where a QR code hangs",
  "processor.name": "the name of a firm",
  "notice.short_text": "the notice for everybody",
  "notice.page_html": "the notice for everybody",
};
const soundsPersonal = /^sealed_|(^|_)(name|phone|email|address|text|words|label|body|html|ip)$/;

let t: TestDeps;
let tables: TableRow[];
beforeAll(async () => {
  t = await testDeps();
  tables = await readTables(t.url);
});
afterAll(async () => await t.close());

/** Rows of a query on the catalogue, as the text of their first column. */
async function names(query: ReturnType<typeof sql<{ name: string }>>): Promise<string[]> {
  return (await query.execute(t.deps.db.outside)).rows.map((row) => row.name);
}

describe("what is stored", () => {
  it("has a retention class and a purpose for every table", () => {
    const kinds = /^(none|LK-\d+|as its message|per row, column retention_class)$/;
    const bare = tables.filter(({ comment }) => {
      const { class: kind = "", purpose = "" } = commentParts(comment);
      return !kinds.test(kind) || purpose === "";
    });
    expect(bare.map((row) => `${row.table}: ${row.comment}`)).toEqual([]);
  });

  it("says of every personal column whose data, what for and how long", () => {
    const half = tables.flatMap((row) =>
      row.columns
        .filter((column) => column.comment?.includes("personal"))
        .filter((column) => {
          const { personal, purpose, class: kind } = commentParts(column.comment);
          return !personal || !purpose || !kind;
        })
        .map((column) => `${row.table}.${column.name}: ${column.comment}`),
    );
    expect(half).toEqual([]);
  });

  it("forgets no column that sounds personal", () => {
    const silent = tables.flatMap((row) =>
      row.columns
        .filter((column) => soundsPersonal.test(column.name) && !column.comment?.startsWith("personal:"))
        .map((column) => `${row.table}.${column.name}`),
    );
    expect(silent.filter((name) => notPersonal[name] === undefined)).toEqual([]);
    expect(Object.keys(notPersonal).filter((name) => !silent.includes(name))).toEqual([]);
  });

  it("shows a business its own rows only: forced row-level security on every table of a tenant", async () => {
    const open = await names(
      sql`select c.relname as name from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migration'
          and not (c.relrowsecurity and c.relforcerowsecurity
            and exists (select from pg_policy p where p.polrelid = c.oid
              and pg_get_expr(p.polqual, p.polrelid) = '(tenant_id = current_tenant())'
              and pg_get_expr(p.polwithcheck, p.polrelid) = '(tenant_id = current_tenant())'))
        order by 1`,
    );
    expect(open).toEqual(Object.keys(ownerless).sort());
  });

  it("puts the tenant first in every key, so that the tables can be spread over many servers", async () => {
    const other = await names(
      sql`select format('%s.%s', c.relname, i.relname) as name
        from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
          join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
        where c.relnamespace = 'public'::regnamespace and c.relname <> 'migration' and x.indisunique
          and c.relname not in ('installation', 'tenant', 'channel_route') and a.attname <> 'tenant_id'
        order by 1`,
    );
    expect(other).toEqual([]);
  });

  it("lets nobody rewrite a proof", async () => {
    const kept = await names(
      sql`select c.relname as name from pg_trigger g join pg_class c on c.oid = g.tgrelid
          join pg_proc p on p.oid = g.tgfoid where p.proname in ('append_only', 'append_only_until_over', 'keep_decision') order by 1`,
    );
    expect(kept).toEqual(expect.arrayContaining(["audit_entry", "decision", "notice"]));
  });

  it("lets no message leave without a decision", async () => {
    const rows = await names(
      sql`select a.attname as name from pg_attribute a where a.attrelid = 'outbox'::regclass
          and a.attname = 'decision_id' and a.attnotnull
          and exists (select from pg_constraint k where k.conrelid = a.attrelid and k.confrelid = 'decision'::regclass)`,
    );
    expect(rows).toEqual(["decision_id"]);
  });
});

describe("migrations", () => {
  const migrations = filesBelow(["db/migrations"], /[.]sql$/);

  it("are numbered once each and named for what they bring", () => {
    const odd = migrations.filter((f) => !/\/\d{4}-[a-z0-9]+(-[a-z0-9]+)*[.]sql$/.test(f.path));
    expect(odd.map((f) => f.path)).toEqual([]);
    const numbers = migrations.map((f) => /(\d{4})-/.exec(f.path)?.[1]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it("make every new table a table of a tenant and say why it exists", () => {
    const bare = migrations.flatMap((file) =>
      [...file.text.matchAll(/CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?(\w+)/g)]
        .map(([, name = ""]) => name)
        .filter((name) => {
          const walled = ownerless[name] !== undefined || file.text.includes(`CALL tenant_table('${name}')`);
          return !walled || !new RegExp(`COMMENT ON TABLE ${name} IS 'class: `).test(file.text);
        })
        .map((name) => `${file.path}: ${name}`),
    );
    expect(bare).toEqual([]);
  });

  it("go forward only", () => {
    const back = migrations.filter((f) => /^-- *(down|rollback|undo)\b/im.test(f.text));
    expect(back.map((f) => f.path)).toEqual([]);
  });
});
