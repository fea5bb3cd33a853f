import { afterAll, afterEach, expect, test, vi } from "vitest";
import type { SetupOverview } from "../../contract/setup.ts";
import { api, ProblemError } from "../api.ts";
import { setupState } from "./setup-state.svelte.ts";
import { StepDraft } from "./step-draft.svelte.ts";

// Whoever imports the form listens for presses.
vi.hoisted(() => vi.stubGlobal("addEventListener", () => {}));
afterAll(() => {
  vi.unstubAllGlobals();
});
afterEach(() => {
  vi.restoreAllMocks();
});

interface Answer {
  readonly fields: { readonly city: string; readonly phone: string };
}
/** What is asked waits until the test answers it. */
function server() {
  const asked: { readonly what: string; answer(value: unknown): void; fail(code?: string, status?: number): void }[] =
    [];
  for (const method of ["get", "put", "post"] as const)
    vi.spyOn(api, method).mockImplementation((path: string) => {
      const { promise, resolve, reject } = Promise.withResolvers<never>();
      const fail = (code = "offline", status = 0) => reject(new ProblemError(code, status, ""));
      asked.push({ what: `${method} ${path}`, answer: (value) => resolve(value as never), fail });
      return promise;
    });
  return async (what: string) => {
    const at = () => asked.findIndex((one) => one.what === what);
    await vi.waitUntil(() => at() >= 0, { timeout: 30_000, interval: 5 });
    return asked.splice(at(), 1)[0] as (typeof asked)[number];
  };
}
const stored = (city: string, phone = ""): Answer => ({ fields: { city, phone } });
const overview = (businessName: string) => ({ businessName, missing: [] }) as unknown as SetupOverview;

const newDraft = () =>
  new StepDraft<Answer["fields"], Answer>({
    path: "/api/step",
    fieldsOf: ({ fields }) => fields,
    problemsOf: () => [],
  });

/** A step that is asked for anew and saved before the answer is there. */
async function savedWhileRead(take: ReturnType<typeof server>) {
  const draft = newDraft();
  draft.take(stored("Chemnitz"));
  const reading = draft.load();
  const old = await take("get /api/step");
  if (draft.fields) draft.fields.city = "Zwickau";
  return { draft, reading, old, saving: draft.save() };
}

test("a step read anew does not go back to what stood there before it was saved, although its answer comes after", async () => {
  const take = server();
  const { draft, reading, old, saving } = await savedWhileRead(take);
  (await take("put /api/step")).answer(stored("Zwickau"));
  (await take("get /api/setup")).answer(overview("Brandt"));
  await saving;
  old.answer(stored("Chemnitz"));
  await reading;
  expect([draft.fields, draft.isUnsaved]).toEqual([{ city: "Zwickau", phone: "" }, false]);
  const again = draft.load();
  (await take("get /api/step")).answer(stored("Zwickau", "0371 000 00-0"));
  await again;
  expect(draft.fields?.phone).toBe("0371 000 00-0");
});

test("what somebody else saved meanwhile is not put out by what stood there before, although its answer comes after", async () => {
  const take = server();
  const { draft, reading, old, saving } = await savedWhileRead(take);
  (await take("put /api/step")).fail("conflict", 409);
  (await take("get /api/step")).answer(stored("Freiberg"));
  await saving;
  old.answer(stored("Chemnitz"));
  await reading;
  expect([draft.theirs?.city, draft.fields?.city]).toEqual(["Freiberg", "Zwickau"]);
  draft.takeTheirs();
  expect([draft.fields?.city, setupState.saving]).toEqual(["Freiberg", "saved"]);
});

test("what was dropped while it was on its way is not sent again when it did not get through", async () => {
  const take = server();
  const press = () => setupState.save(async () => void (await api.post("/api/stop")), "stop");
  const first = press();
  const on = await take("post /api/stop");
  setupState.forget("stop");
  on.fail();
  expect(await first).toBe(false);
  expect(setupState.saving).not.toBe("failed");
  const second = press();
  (await take("post /api/stop")).fail();
  await second;
  expect(setupState.saving).toBe("failed");
  setupState.forget("stop");
});

test("of two looks at how far the set-up is, the one asked for last stands, whichever is answered or fails last", async () => {
  const take = server();
  const [first, second, third] = [setupState.load(), setupState.load(), setupState.load()];
  const [a, b, c] = [await take("get /api/setup"), await take("get /api/setup"), await take("get /api/setup")];
  b.answer(overview("Brandt Haustechnik"));
  await second;
  a.answer(overview(""));
  await first;
  expect(setupState.overview?.businessName).toBe("Brandt Haustechnik");
  const fourth = setupState.load();
  (await take("get /api/setup")).answer(overview("Kern"));
  await fourth;
  c.fail();
  await third;
  expect([setupState.overview?.businessName, setupState.failure]).toEqual(["Kern", undefined]);
});

test("a step that was read after what was saved last is shown as it was read", async () => {
  const take = server();
  const draft = newDraft();
  draft.take(stored("Chemnitz"));
  if (draft.fields) draft.fields.city = "Zwickau";
  const first = setupState.save(() => api.put("/api/other"), "/api/other");
  const reading = draft.load();
  const saving = draft.save();
  (await take("put /api/other")).answer({});
  (await take("put /api/step")).answer(stored("Zwickau"));
  (await take("get /api/setup")).answer(overview("Brandt"));
  (await take("get /api/setup")).answer(overview("Brandt"));
  await Promise.all([first, saving]);
  (await take("get /api/step")).answer(stored("Zwickau", "0375 1"));
  await reading;
  expect(draft.fields).toEqual({ city: "Zwickau", phone: "0375 1" });
});
