import { z } from "zod";
import type { GuardedFetch } from "../../platform/network/guarded-fetch.ts";
import type { ChannelCredentials } from "../channel.ts";
import { accountOf, isGraphId } from "./account.ts";
import { type Looked, readGraph } from "./graph.adapter.ts";

const Button = z.object({ type: z.string(), url: z.string().optional() });
const Component = z.object({
  type: z.string(),
  format: z.string().optional(),
  text: z.string().optional(),
  buttons: z.array(Button).default([]),
});
const Page = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      language: z.string(),
      status: z.string(),
      category: z.string(),
      components: z.array(Component).default([]),
    }),
  ),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
    .optional(),
});

const mostPages = 20;

/**
 * GET /{WABA}/message_templates, all pages. An account that is not complete counts as refused.
 * Templates that want more than numbered words in their body (a picture above it, a link made for one person, named
 * variables) are left out: this version fills bodies only, and Meta refuses them with a gap (132000, 132012).
 */
export async function fetchTemplates(
  fetch: GuardedFetch,
  credentials: ChannelCredentials,
): Promise<Looked<ReturnType<typeof fillable>>> {
  const account = accountOf(credentials);
  const waba = credentials.wabaId;
  if (!account || !waba || !isGraphId(waba)) return { trouble: "refused" };
  const found: z.infer<typeof Page>["data"] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const query = {
      fields: "name,language,status,category,components",
      limit: "100",
      ...(after === undefined ? {} : { after }),
    };
    const looked = await readGraph(fetch, account, [waba, "message_templates"], query, Page);
    if (looked.found === undefined) return looked;
    found.push(...looked.found.data);
    after = looked.found.paging?.next === undefined ? undefined : looked.found.paging.cursors?.after;
    if (after === undefined) break;
  }
  return { found: fillable(found) };
}

const namedVariable = /\{\{(?!\d+\}\})/;
/** Buttons that say everything by themselves. */
const plainButtons: ReadonlySet<string> = new Set(["QUICK_REPLY", "PHONE_NUMBER", "URL", "REQUEST_CONTACT_INFO"]);

/** Nothing in it is filled when it is sent. A kind nobody knows may want anything. */
function isComplete({ type, format = "TEXT", text = "", buttons }: z.infer<typeof Component>): boolean {
  switch (type.toUpperCase()) {
    case "HEADER":
      return format.toUpperCase() === "TEXT" && !text.includes("{{");
    case "FOOTER":
      return true;
    case "BUTTONS":
      return buttons.every((one) => plainButtons.has(one.type.toUpperCase()) && !one.url?.includes("{{"));
    default:
      return false;
  }
}

function fillable(templates: z.infer<typeof Page>["data"]) {
  return templates.flatMap((template) => {
    const body = template.components.find((c) => c.type.toUpperCase() === "BODY")?.text ?? "";
    const others = template.components.filter((c) => c.type.toUpperCase() !== "BODY");
    const category = template.category.toLowerCase();
    if (body === "" || namedVariable.test(body) || !others.every(isComplete)) return [];
    if (category !== "utility" && category !== "marketing" && category !== "authentication") return [];
    const numbers = [...body.matchAll(/\{\{(\d+)\}\}/g)].map((m) => Number(m[1]));
    return [
      {
        name: template.name,
        language: template.language,
        category,
        status: template.status,
        body,
        parameters: Math.max(0, ...numbers),
      } as const,
    ];
  });
}
