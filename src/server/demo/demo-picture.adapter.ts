import sharp from "sharp";
import type { DemoPhoto } from "./demo-projects.ts";

type Patch = readonly [left: number, top: number, width: number, height: number, colour: string];

const pipe = (colour: string, ring: string): Patch[] => [
  [380, 0, 120, 900, colour],
  [410, 0, 20, 900, "#e3c7a4"],
  [350, 360, 180, 120, ring],
  [375, 400, 40, 40, "#5b666b"],
  [465, 400, 40, 40, "#5b666b"],
];
const scenes: Readonly<Record<DemoPhoto["scene"], readonly Patch[]>> = {
  leak: [
    [0, 0, 1200, 900, "#b9ad98"],
    ...pipe("#a2673b", "#8b979c"),
    [400, 480, 24, 330, "#4a90b8"],
    [452, 480, 18, 330, "#4a90b8"],
    [160, 810, 620, 60, "#6aa7c6"],
    [330, 340, 60, 160, "#7c4a26"],
  ],
  fixed: [
    [0, 0, 1200, 900, "#cfc7b6"],
    ...pipe("#c08a52", "#d5dee0"),
    [700, 280, 240, 240, "#e9edee"],
    [720, 300, 200, 200, "#ffffff"],
    [815, 330, 12, 80, "#9c2a1c"],
  ],
  plate: [
    [0, 0, 1200, 900, "#5f6b70"],
    [180, 190, 840, 520, "#d9dee0"],
    [240, 260, 420, 30, "#3a4548"],
    [240, 344, 500, 30, "#3a4548"],
    [240, 428, 300, 30, "#3a4548"],
    [240, 512, 610, 30, "#3a4548"],
    [240, 596, 480, 30, "#3a4548"],
    [800, 270, 160, 160, "#3a4548"],
    [820, 290, 60, 60, "#d9dee0"],
  ],
  wall: [
    [0, 0, 1200, 900, "#e3ded2"],
    [0, 620, 1200, 280, "#b7a98d"],
    [120, 560, 420, 340, "#97886b"],
    [220, 500, 240, 80, "#a89a7d"],
  ],
  tiles: [
    [0, 0, 1200, 900, "#8c9a9c"],
    ...Array.from({ length: 24 }, (_, n): Patch => {
      const colour = n === 8 || n === 15 ? "#a9b8ba" : "#eef2f2";
      return [(n % 6) * 200 + 6, Math.floor(n / 6) * 225 + 6, 188, 213, colour];
    }),
  ],
};

/** A drawn photo for the demo: nobody's house is in it. */
export async function demoPicture(scene: DemoPhoto["scene"]): Promise<Uint8Array> {
  const patches = scenes[scene].map(([left, top, width, height, background]) => ({
    input: { create: { width, height, channels: 3 as const, background } },
    left,
    top,
  }));
  const ground = sharp({ create: { width: 1200, height: 900, channels: 3, background: "#ffffff" } });
  return await ground.composite(patches).jpeg({ quality: 82 }).toBuffer();
}
