import { z } from "zod";
import type { GuardedFetch } from "../../platform/guarded-fetch.ts";
import type { ChannelCredentials } from "../channel.ts";
import { accountOf, isGraphId } from "./account.ts";
import { callGraph } from "./graph.adapter.ts";

const Component = z.object({ type: z.string(), text: z.string().optional() });
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
 * GET /{WABA}/message_templates, all pages. Undefined: the account is not complete or Meta did not answer usably.
 * Templates with variable headers or buttons are left out: this version fills bodies only.
 */
export async function fetchTemplates(fetch: GuardedFetch, credentials: ChannelCredentials) {
  const account = accountOf(credentials);
  const waba = credentials.wabaId;
  if (!account || !waba || !isGraphId(waba)) return undefined;
  const found: z.infer<typeof Page>["data"] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const query = {
      fields: "name,language,status,category,components",
      limit: "100",
      ...(after === undefined ? {} : { after }),
    };
    const answer = await callGraph(fetch, account, [waba, "message_templates"], {
      method: "GET",
      query,
      timeoutMs: 15_000,
    });
    const parsed =
      answer.status === 200 ? Page.safeParse(JSON.parse(Buffer.from(answer.bytes).toString("utf8"))) : undefined;
    if (!parsed?.success) return undefined;
    found.push(...parsed.data.data);
    after = parsed.data.paging?.next === undefined ? undefined : parsed.data.paging.cursors?.after;
    if (after === undefined) break;
  }
  return found.flatMap((template) => {
    const body = template.components.find((c) => c.type.toUpperCase() === "BODY")?.text ?? "";
    const others = template.components.filter((c) => c.type.toUpperCase() !== "BODY");
    const category = template.category.toLowerCase();
    if (others.some((c) => /\{\{/.test(c.text ?? "")) || body === "") return [];
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
