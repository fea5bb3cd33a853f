import type { FastifyRequest } from "fastify";
import { html } from "../platform/html.ts";
import { type App, toProblem } from "../platform/http.ts";
import { publicPage } from "./public-page.ts";

/**
 * Whoever opens an address of this scope in a browser and is refused reads a page with a sentence; programs keep their
 * problem details (RFC 9457). A bug of ours goes on to the handler that writes it down.
 */
export function refusalPages(scope: App): void {
  scope.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error);
    if (problem.code === "bug" || !isLookedAt(request)) throw error;
    const { title, detail } = problem.toJson();
    const wait = problem.details.retryAfterSeconds;
    if (wait !== undefined) reply.header("retry-after", String(wait));
    const body = html`<p>${detail ?? title}</p>
<p>Vielleicht ist in der Adresse ein Zeichen verloren gegangen. <a href="/">Zur Anmeldung der App</a></p>`;
    return reply
      .code(problem.status)
      .type("text/html; charset=utf-8")
      .serializer(String)
      .send(publicPage({ title: "Das ging nicht", business: "Werkbote", body }));
  });
}

const isLookedAt = ({ method, url, headers }: FastifyRequest): boolean =>
  method === "GET" && !url.startsWith("/api/") && (headers.accept ?? "").includes("text/html");
