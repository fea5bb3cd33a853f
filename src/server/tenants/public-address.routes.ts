import type { App } from "../platform/http.ts";

/** As people type or print the two addresses that must always be found; the page itself stands at the first. */
const spellings = (name: string): string[] => {
  const cases = [name, `${name.charAt(0).toUpperCase()}${name.slice(1)}`, name.toUpperCase()];
  return cases.flatMap((one) => [`/${one}`, `/${one}/`]).slice(1);
};

/** /Impressum, /impressum/ and the like lead to the one address of the page; so do those of /datenschutz. */
export function publicAddressRoutes(app: App): void {
  for (const name of ["impressum", "datenschutz"])
    for (const spelling of spellings(name))
      app.get(spelling, { schema: { hide: true } }, async (_request, reply) => reply.redirect(`/${name}`, 308));
}
