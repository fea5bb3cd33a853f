import fastifyMultipart from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { type App, callerOf } from "../http.ts";
import { Problem } from "../problem.ts";
import { assertBodySize, readPart, type Sender, tooBig } from "./multipart.adapter.ts";

type ReadFile = (request: FastifyRequest, sender?: Sender) => Promise<{ bytes: Buffer; fileName: string }>;

/**
 * Routes that take one file as a form: `plug` adds them and gets what reads the file of a request. The line of a phone
 * may be slow, so that each of them may take minutes for the body.
 * `sender`: who that is where nobody is signed in.
 * @throws Problem from `readFile`: bad-input without a file, too-large above `maxBytes`
 */
export function oneFileRoutes(app: App, maxBytes: number, plug: (scope: App, readFile: ReadFile) => void): void {
  app.register((plain, _options, done) => {
    plain.register(fastifyMultipart, {
      throwFileSizeLimit: false,
      limits: { fileSize: maxBytes, files: 1, fields: 0, parts: 1, headerPairs: 20 },
    });
    plain.addHook("onRoute", (route) => {
      route.config = { ...route.config, upload: true };
    });
    plug(plain.withTypeProvider<ZodTypeProvider>(), async (request, sender) => {
      assertBodySize(request, maxBytes + 10_000);
      const part = await request.file();
      if (part === undefined)
        throw new Problem("bad-input", {
          detail: { de: "Es ist keine Datei dabei.", en: "There is no file with it." },
        });
      const bytes = await readPart(part, sender ?? callerOf(request));
      if (bytes === undefined) throw new Problem("too-large", { detail: tooBig(maxBytes) });
      return { bytes, fileName: part.filename };
    });
    done();
  });
}
