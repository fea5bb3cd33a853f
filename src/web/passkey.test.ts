import { beforeEach, expect, test, vi } from "vitest";

/** The server died after it had entered the device: its key is the one nobody has heard of yet. */
const keys = { current: undefined as string | undefined, next: undefined as string | undefined };
let entered = "";
const post = vi.fn();

vi.mock("./api.ts", () => ({
  ProblemError: class extends Error {
    readonly code: string;
    constructor(code: string) {
      super(code);
      this.code = code;
    }
  },
  api: { post: (path: string, body: unknown) => post(path, body) },
  upload: vi.fn(),
}));
vi.mock("./access/t.ts", () => ({ t: (key: string) => key }));
vi.mock("@simplewebauthn/browser", () => ({ startAuthentication: () => ({}), startRegistration: () => ({}) }));
vi.mock("./device-key.ts", () => ({
  ensureDeviceKey: async (slot: "current" | "next" = "current") => {
    keys[slot] ??= "made anew";
    return keys[slot];
  },
  nextKey: async () => keys.next,
  adoptDeviceKey: async () => {
    keys.current = keys.next;
    keys.next = undefined;
  },
  signText: async () => "signature",
  signProofFor: async () => "proof",
  rememberSession: async () => {
    entered = keys.current ?? "";
  },
}));

const { enrolFirst, signIn } = await import("./passkey.ts");
const { ProblemError } = await import("./api.ts");
const refused = (code: string) => new (ProblemError as unknown as new (code: string) => Error)(code);

beforeEach(() => {
  Object.assign(keys, { current: undefined, next: undefined });
  entered = "";
  post.mockReset().mockImplementation(async (path: string, body: { device?: { key: string } }) => {
    if (path === "/api/enrol/options") throw refused("code-expired");
    if (path === "/api/sign-in" && body.device?.key !== "known") throw refused("sign-in-refused");
    return { challenge: "c" };
  });
});
const form = { code: "c", label: "", assetNumber: "", ownedByBusiness: true, checklist: {} as never };

test.each([
  ["the first key of this browser", undefined],
  ["a key beside one that is no longer good", "old"],
])("signs in by a key whose enrolment got no answer: %s", async (_, current) => {
  Object.assign(keys, { current, next: "known" });
  await signIn();
  expect([entered, keys.current, keys.next]).toEqual(["known", "known", undefined]);
});

test("keeps the key in use where the server knows that one", async () => {
  Object.assign(keys, { current: "known", next: "never sent" });
  await signIn();
  expect([entered, keys.next]).toEqual(["known", "never sent"]);
});

test("an owner who presses again after a lost answer is in, and a link that is merely used says so", async () => {
  keys.next = "known";
  await enrolFirst(form, "Petra Probe");
  expect(entered).toBe("known");
  Object.assign(keys, { current: undefined, next: "never sent" });
  await expect(enrolFirst(form, "Udo Später")).rejects.toThrow("code-expired");
  keys.next = undefined;
  await expect(enrolFirst(form, "Udo Später")).rejects.toThrow("code-expired");
});

test("an owner whose second press gets no answer, or who lets the passkey be, is not told that the link is over", async () => {
  keys.next = "known";
  for (const code of ["offline", "passkey-cancelled"]) {
    post.mockImplementationOnce(async () => {
      throw refused("code-expired");
    });
    post.mockImplementationOnce(async () => {
      throw refused(code);
    });
    await expect(enrolFirst(form, "Petra Probe")).rejects.toThrow(code);
  }
});
