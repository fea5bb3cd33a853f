import { z } from "zod";
import { SetupChannel } from "../../contract/setup-papers.ts";
import { NumberInAddress } from "../../contract/values.ts";
import type { Deps } from "../platform/deps.ts";
import { Html, html } from "../platform/html.ts";
import type { App } from "../platform/http.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { publicPage } from "../tenants/public-page.ts";
import { loadCurrentNotice, loadNotice, loadPublishedVersions, type NoticeRow } from "./notice.store.ts";
import { channelNames, permanentPath } from "./render-notice.ts";

const page = { hide: true, response: { 200: z.string(), 404: z.string() } };
const germanDay = new Intl.DateTimeFormat("de-DE", { dateStyle: "long", timeZone: "Europe/Berlin" });

/** Privacy notices for everyone: no sign-in, no cookie, no script; every version stays under its own address (PN-3). */
export function noticeRoutes(app: App, deps: Deps): void {
  app.get("/datenschutz", { schema: page }, async (request, reply) => {
    const found = await deps.db.withTenant(request.tenantId, async (tx) => ({
      name: await loadTenantName(tx, request.tenantId),
      versions: await loadPublishedVersions(tx),
    }));
    reply.type("text/html; charset=utf-8");
    const choices = SetupChannel.options.filter((one) => found.versions.some(({ channel }) => channel === one));
    if (choices.length === 0) return reply.code(404).send(publicPage({ ...title, business: found.name, body: notYet }));
    const body = html`<p>Auf welchem Weg schreiben Sie uns?</p>
<ul class="choices">${choices.map((one) => html`<li><a href="/datenschutz/${one}">${channelNames[one]}</a></li>`)}</ul>`;
    return reply.send(publicPage({ ...title, business: found.name, body }));
  });

  const params = z.object({ channel: SetupChannel });
  app.get("/datenschutz/:channel", { schema: { ...page, params } }, async (request, reply) => {
    const { channel } = request.params;
    const found = await deps.db.withTenant(request.tenantId, async (tx) => ({
      name: await loadTenantName(tx, request.tenantId),
      notice: await loadCurrentNotice(tx, channel),
    }));
    reply.type("text/html; charset=utf-8");
    if (found.notice === undefined)
      return reply.code(404).send(publicPage({ ...title, business: found.name, body: notYet }));
    return reply.send(noticePage(found.name, channel, found.notice, found.notice.version));
  });

  const versionParams = params.extend({ version: NumberInAddress });
  app.get(
    "/datenschutz/:channel/v/:version",
    { schema: { ...page, params: versionParams } },
    async (request, reply) => {
      const { channel, version } = request.params;
      const found = await deps.db.withTenant(request.tenantId, async (tx) => ({
        name: await loadTenantName(tx, request.tenantId),
        notice: await loadNotice(tx, channel, version),
        newest: (await loadCurrentNotice(tx, channel))?.version,
      }));
      reply.type("text/html; charset=utf-8");
      if (found.notice === undefined) {
        const body = html`${notYet}${found.newest !== undefined && html`<p>${current(channel)}</p>`}`;
        return reply.code(404).send(publicPage({ ...title, business: found.name, body }));
      }
      return reply.send(noticePage(found.name, channel, found.notice, found.newest ?? version));
    },
  );
}

const title = { title: "Datenschutz" };
const notYet = html`<p>Diesen Hinweis gibt es nicht, oder er ist noch nicht veröffentlicht.</p>`;
const current = (channel: SetupChannel): Html => html`<a href="/datenschutz/${channel}">Zur aktuellen Fassung</a>`;

function noticePage(business: string, channel: SetupChannel, notice: NoticeRow, newest: number): string {
  const stand = `Fassung ${notice.version} vom ${germanDay.format(notice.publishedAt)}`;
  const older = notice.version < newest;
  const body = html`${older && html`<p class="hint">Das ist eine frühere Fassung. ${current(channel)}</p>`}
<p>Das gilt, wenn Sie uns auf diesem Weg schreiben: ${channelNames[channel]}.</p>
${new Html(notice.pageHtml)}
<p class="hint">${stand}. Diese Fassung bleibt unter <a href="${permanentPath(channel, notice.version)}">dieser Adresse</a> abrufbar.</p>`;
  return publicPage({ title: "Datenschutz", business, body });
}
