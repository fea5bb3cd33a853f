import { type PushKind, pushKinds } from "./push-kinds.ts";

export interface PushContent {
  readonly kind: PushKind;
  readonly language: "de" | "en";
  /** Absolute: a browser that shows it by itself resolves nothing. */
  readonly navigate: string;
  /** Same tag: the newer notification takes the place of the older. */
  readonly tag: string;
  /** What this member has not read; the number on the app's icon. */
  readonly unread: number;
  /** Only for a test: the word by which the device says that it arrived. */
  readonly token?: string | undefined;
}

/**
 * The one thing a push says, in the shape of Declarative Web Push (Safari shows it even when the worker is gone) that
 * our service worker reads as well. `mutable` wakes the worker for a test, because only it can say "arrived".
 */
export function pushContent({ kind, language, navigate, tag, unread, token }: PushContent): string {
  const [title, body] = pushKinds[kind][language];
  return JSON.stringify({
    web_push: 8030,
    notification: {
      title,
      body,
      lang: language,
      navigate,
      tag,
      ...(kind === "alarm" ? { requireInteraction: true } : {}),
      ...(token === undefined ? {} : { data: { token } }),
    },
    app_badge: unread,
    ...(token === undefined ? {} : { mutable: true }),
  });
}
