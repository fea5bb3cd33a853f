/** Safe HTML: everything put into a template is escaped, unless it is itself made by `html`. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Html[] | undefined | false;

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
}

/** html`<p>${name}</p>`: `undefined` and `false` vanish, lists are joined. Attribute values must stand in quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const show = (part: Part): string => {
    if (part === undefined || part === false) return "";
    if (part instanceof Html) return part.text;
    if (typeof part === "object") return part.map((item) => item.text).join("");
    return escapeHtml(String(part));
  };
  return new Html(strings.reduce((text, string, i) => text + string + (i < parts.length ? show(parts[i]) : ""), ""));
}
