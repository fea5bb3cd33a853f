/** What the service worker shows for a push. */
export interface ShownPush {
  readonly title: string;
  readonly options: NotificationOptions;
  readonly unread: number | undefined;
  readonly token: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;
const fields = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/**
 * Reads a push in the shape of Declarative Web Push. Whatever arrives, something is shown: a push that shows nothing
 * costs the right to the next one. It leads into the app and nowhere else.
 */
export function pushOf(body: string | undefined): ShownPush {
  const push = parse(body);
  const said = fields(push.notification);
  const path = URL.parse(text(said.navigate) ?? "/", "https://app.invalid");
  const unread = push.app_badge;
  return {
    title: text(said.title) ?? "Werkbote",
    options: {
      body: text(said.body) ?? "",
      lang: text(said.lang) ?? "de",
      tag: text(said.tag) ?? "werkbote",
      icon: "/icon-192.png",
      badge: "/badge-96.png",
      requireInteraction: said.requireInteraction === true,
      data: path ? path.pathname + path.search : "/",
    },
    unread: typeof unread === "number" && unread >= 0 ? unread : undefined,
    token: text(fields(said.data).token),
  };
}

function parse(body: string | undefined): Fields {
  try {
    return fields(JSON.parse(body ?? "{}"));
  } catch {
    return {};
  }
}
