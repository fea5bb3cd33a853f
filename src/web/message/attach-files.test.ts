import { afterEach, expect, test } from "vitest";
import { toasts } from "../state/toasts.svelte.ts";
import { attachFiles, soundFiles } from "./attach-files.ts";

afterEach(() => toasts.dismiss());

const film = Object.defineProperty(new File(["a"], "Rundgang.mp4", { type: "video/mp4" }), "size", {
  value: 300_000_000,
});
const photo = new File(["a"], "Kessel.jpg", { type: "image/jpeg" });

test("what cannot be sent is refused when it is chosen, with its name and the reason; the rest goes on", () => {
  expect(soundFiles([film, photo])).toEqual([photo]);
  expect(toasts.current).toMatchObject({ kind: "attention", text: expect.stringMatching(/Rundgang\.mp4 .* 50 MB/) });
  const taken: File[] = [];
  expect(attachFiles({ addFiles: (files) => taken.push(...files) - files.length }, [film, photo])).toBe(false);
  expect(taken).toEqual([photo]);
});

test("where not all of them fit, it is said in the words of the place", () => {
  expect(attachFiles({ addFiles: () => 1 }, [photo], false, "Höchstens 20")).toBe(false);
  expect(toasts.current?.text).toBe("Höchstens 20");
  const empty = new File([], "Plan.pdf");
  attachFiles({ addFiles: () => 1 }, [film, empty, photo], false, "Höchstens 20");
  expect(toasts.current?.text).toMatch(/^Rundgang\.mp4 .* Plan\.pdf .* Höchstens 20$/);
});
