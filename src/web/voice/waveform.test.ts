import { describe, expect, test } from "vitest";
import { minutesText, peaksOf } from "./waveform.ts";

describe("the picture of a voice message", () => {
  test("shows where somebody spoke, and the loudest word fills it", () => {
    const samples = new Float32Array(400).fill(0);
    samples.fill(-0.2, 100, 200);
    samples.fill(0.4, 300, 400);
    expect(peaksOf(samples, 4).map((peak) => Math.round(peak * 10) / 10)).toEqual([0, 0.5, 0, 1]);
  });

  test("of silence is flat, and a recording shorter than its bars has quiet ones", () => {
    expect(peaksOf(new Float32Array(8), 4)).toEqual([0, 0, 0, 0]);
    expect(peaksOf(new Float32Array([1]), 2)).toEqual([0, 1]);
  });

  test("its length is said as on a clock", () => {
    expect([0, 9.9, 75.4, 300].map(minutesText)).toEqual(["0:00", "0:09", "1:15", "5:00"]);
  });
});
