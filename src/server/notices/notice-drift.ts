// Does the published notice still say what is true now? And if not, how much does it matter (PN-4)?
import { z } from "zod";
import type { PageSection } from "../../contract/setup.ts";
import type { NoticeChange } from "../../contract/setup-papers.ts";
import { asLine } from "../../contract/typed.ts";
import { ownerMark } from "./build-notice.ts";
import { type NoticeFields, noticeSections } from "./notice-fields.ts";

const texts = z.array(z.string());
/** A notice as it was kept; shapes of older versions simply count as different. */
const kept = z.object({
  channel: z.enum(["whatsapp", "webchat"]),
  controllerName: z.string(),
  controllerAddress: z.string(),
  controllerContact: z.string(),
  dpo: z.string(),
  purposes: z.array(z.object({ purpose: z.string(), legalBasis: z.string() })),
  legitimateInterests: texts,
  recipients: texts,
  thirdCountry: texts,
  retention: texts,
  rights: texts,
  withdrawConsent: z.string(),
  complaintAuthority: z.string(),
  complaintUrl: z.string(),
  obligationToProvide: z.string(),
  automatedDecision: z.string(),
  objection: z.string(),
  channelSpecific: texts,
  alternativeChannel: z.string(),
});

/** Undefined: nothing has changed. Otherwise the class of change, as far as a program can tell. */
export function noticeDrift(published: unknown, now: NoticeFields): NoticeChange | undefined {
  const before = kept.safeParse(published);
  if (!before.success) return "material";
  const then = before.data;
  if (flat(then.purposes.map(line)) !== flat(now.purposes.map(line))) return "purpose";
  // Older versions said whose firm it is in the Impressum alone: the same owner named here too is no other controller.
  const same = then.controllerName.includes(ownerMark) ? now.controllerName : now.controllerName.split(ownerMark)[0];
  if (flat(then.controllerName) !== flat(same ?? "")) return "material";
  const material = [
    ...(["controllerAddress", "controllerContact", "dpo"] as const),
    ...(["recipients", "thirdCountry", "retention", "channelSpecific", "legitimateInterests"] as const),
  ];
  if (material.some((key) => flat(then[key]) !== flat(now[key]))) return "material";
  return pageText(noticeSections(then)) === pageText(noticeSections(now)) ? undefined : "editorial";
}

const line = (one: { readonly purpose: string; readonly legalBasis: string }): string =>
  `${one.purpose}|${one.legalBasis}`;
/** What nobody sees is no change: notices of older versions were kept with it. */
const flat = (value: string | readonly string[]): string => [value].flat().map(asLine).join("\n");

function pageText(sections: readonly PageSection[]): string {
  return flat(
    sections.flatMap(({ heading, blocks }) => [
      heading,
      ...blocks.flatMap((block) =>
        block.kind === "list" ? block.items : [block.kind === "text" ? block.text : block.url],
      ),
    ]),
  );
}
