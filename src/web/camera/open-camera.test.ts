import { describe, expect, it } from "vitest";
import { troubleOf } from "./open-camera.ts";

const chrome = "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36";
const insideAnother = "Mozilla/5.0 (Linux; Android 14; Pixel 7; wv) AppleWebKit/537.36 Chrome/131.0 [FBAN/EMA]";

describe("what stands in the way of the camera", () => {
  it.each([
    ["NotAllowedError", chrome, "denied"],
    ["NotAllowedError", insideAnother, "in-app"],
    ["TypeError", insideAnother, "in-app"],
    ["NotAllowedError", `${chrome} [FBAN/FB4A]`, "in-app"],
    ["NotAllowedError", `${chrome} Instagram 361.0`, "in-app"],
    ["TypeError", chrome, "unsupported"],
    ["NotFoundError", insideAnother, "none"],
    ["NotReadableError", chrome, "busy"],
  ])("%s", (name, browser, trouble) => {
    expect(troubleOf(name, browser)).toBe(trouble);
  });
});
