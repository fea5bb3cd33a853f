import { expect, test } from "vitest";
import { vapidSubject } from "./vapid-subject.ts";

test("the mail address of the business is who the push services write to, unless the operator named another", () => {
  expect(vapidSubject(undefined, "post@brandt-haustechnik.de", false)).toEqual({
    kind: "fine",
    subject: "mailto:post@brandt-haustechnik.de",
  });
  expect(vapidSubject("https://feld-it.de/kontakt", "post@brandt.de", false)).toEqual({
    kind: "fine",
    subject: "https://feld-it.de/kontakt",
  });
});

test.each([
  "mailto:app@localhost",
  "mailto:a@chat.brandt.example",
  "mailto:a@example.org",
  "https://192.168.1.4/",
  "https://werkbote.local",
  "https://localhost:8080",
  "http://feld-it.de",
  "post@brandt.de",
])("%s is refused with a sentence, because Apple would refuse every push", (subject) => {
  expect(vapidSubject(subject, "", false)).toMatchObject({ kind: "wrong", why: expect.stringContaining(subject) });
});

test("whoever runs the machine, who is Sie in the terminal, reads the same sentence as the business, which is du", () => {
  const refused = vapidSubject("mailto:app@localhost", "", false);
  expect(refused).toMatchObject({ why: expect.stringMatching(/ Nötig ist eine echte Adresse\.$/) });
});

test("a business without a mail address is told where to enter one", () => {
  expect(vapidSubject(undefined, "", false)).toMatchObject({
    kind: "wrong",
    why: expect.stringContaining("Einrichtung"),
  });
});

test("the demo may be made up", () => {
  expect(vapidSubject(undefined, "post@brandt-haustechnik.example", true).kind).toBe("fine");
});
