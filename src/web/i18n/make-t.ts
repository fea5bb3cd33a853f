import { divide } from "./divide.ts";
import { announceTexts, language } from "./language.ts";

/** Names in braces of a text: "Noch {hours} Std." -> "hours". */
type Names<S extends string> = S extends `${string}{${infer N}}${infer Rest}` ? N | Names<Rest> : never;
export type Params<S extends string> = [Names<S>] extends [never] ? [] : [Record<Names<S>, string | number>];

/** Same keys as the German texts: a missing key does not compile. */
export type Texts<D> = { readonly [K in keyof D]: string };

/** For what a newer server tells of: a page that has lain open since before it has no words for that. */
const unknown = {
  de: "Etwas Neues, das diese Seite noch nicht kennt. Lade sie neu.",
  en: "Something new that this page does not know yet. Reload it.",
};

/**
 * Makes the `t` of one part of the app. German is there at once, English is fetched when somebody wants it.
 * @param de texts with `{name}` for what is filled in; declare them `as const`
 * @param loadEn e.g. `() => import("./en.ts").then((m) => m.en)`
 */
export function makeT<const D extends Record<string, string>>(de: D, loadEn: () => Promise<Texts<D>>) {
  let en: Texts<D> | undefined;
  let loading = false;
  return function t<K extends keyof D & string>(key: K, ...params: Params<D[K]>): string {
    const wanted = language();
    if (wanted === "en" && !loading) {
      loading = true;
      loadEn().then(
        (texts) => {
          en = texts;
          announceTexts();
        },
        () => {
          loading = false;
        },
      );
    }
    const german: string | undefined = de[key];
    const text: string =
      (wanted === "en" ? en?.[key] : undefined) ?? (german === undefined ? unknown[wanted] : divide(german));
    const values: Record<string, string | number> = params[0] ?? {};
    // A count of thousands is grouped as its language does; a number that names something is not.
    const shown = (name: string, value: string | number) =>
      name === "number" ? `${value}` : value.toLocaleString(wanted);
    const filled = text.replace(/\{(\w+)\}/g, (whole, name: string) => shown(name, values[name] ?? whole));
    // A paragraph and its number stay in one line.
    return filled.replace(/(§|Art\.) (?=\d)/g, "$1\u00a0");
  };
}
