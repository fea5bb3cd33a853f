import { expect, test } from "vitest";
import { pushOf } from "./push-of.ts";

test("a push shows its title and leads to its place in the app", () => {
  const notification = {
    title: "Neue Nachricht",
    body: "Öffnen",
    navigate: "https://chat.example/posteingang/1?a=2",
    tag: "x",
  };
  const shown = pushOf(JSON.stringify({ web_push: 8030, notification, app_badge: 3 }));
  expect(shown).toMatchObject({
    title: "Neue Nachricht",
    unread: 3,
    options: { data: "/posteingang/1?a=2", tag: "x" },
  });
});

test.each([undefined, "", "kein JSON", "[]", "{}", '{"notification":{"title":7,"navigate":"::"}}'])(
  "whatever arrives, something is shown, because a silent push costs the next one (%s)",
  (body) => {
    expect(pushOf(body)).toMatchObject({ title: "Werkbote", options: { data: expect.stringMatching(/^\//) } });
  },
);

test("a push never leads out of the app", () => {
  const notification = { title: "x", navigate: "https://boese.example/anmelden" };
  expect(pushOf(JSON.stringify({ notification })).options.data).toBe("/anmelden");
});
