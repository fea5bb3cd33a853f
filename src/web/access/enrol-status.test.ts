import { beforeEach, expect, test, vi } from "vitest";

/** What became of a device whose enrolment got no answer. */
let next: { x: string } | undefined;
let adopted = false;
const post = vi.fn();

vi.mock("../api.ts", () => ({
  ProblemError: class ProblemError extends Error {
    readonly code: string;
    constructor(code: string) {
      super(code);
      this.code = code;
    }
  },
  api: { post: (path: string, body: unknown) => post(path, body) },
}));
vi.mock("../device-key.ts", () => ({
  nextKey: async () => next,
  adoptDeviceKey: async () => {
    adopted = true;
  },
  signProofFor: async (subject: string) => `proof of ${subject}`,
}));

const { enteredMeanwhile } = await import("./enrol-status.ts");
const { ProblemError } = await import("../api.ts");
const refuse = (code: string) => () => {
  throw new (ProblemError as unknown as new (code: string) => Error)(code);
};

beforeEach(() => {
  next = { x: "fresh" };
  adopted = false;
  post.mockReset();
});

test.each(["pending", "approved"])(
  "a device that was entered and is %s goes on with the key made for it",
  async (state) => {
    post.mockResolvedValue({ deviceId: "device", state });
    expect([await enteredMeanwhile(), adopted]).toEqual(["device", true]);
    expect(post).toHaveBeenCalledWith("/api/enrol/status", { key: next, proof: "proof of fresh" });
  },
);

test("one that was turned away meanwhile, or never came, leaves the key in use as it is", async () => {
  post.mockResolvedValue({ deviceId: "device", state: "revoked" });
  expect([await enteredMeanwhile(), adopted]).toEqual([undefined, false]);
  post.mockImplementation(refuse("not-found"));
  expect([await enteredMeanwhile(), adopted]).toEqual([undefined, false]);
  next = undefined;
  post.mockReset();
  expect([await enteredMeanwhile(), post.mock.calls.length]).toEqual([undefined, 0]);
});

test("where the server is away nothing is decided", async () => {
  post.mockImplementation(refuse("offline"));
  await expect(enteredMeanwhile()).rejects.toThrow("offline");
  expect(adopted).toBe(false);
});
