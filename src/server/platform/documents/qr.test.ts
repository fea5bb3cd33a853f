import QRCode from "qrcode";
import sharp from "sharp";
import { expect, test } from "vitest";
import { qrPng } from "./qr.adapter.ts";

test("every square of the print shop's picture is as in the code, two of white stand round it", async () => {
  const text = "https://post.example.de/k/web?q=van-3";
  const picture = sharp(await qrPng(text));
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const side = modules.size + 4;
  const step = info.width / side;
  expect([info.height, Number.isInteger(step), info.width > 900]).toEqual([info.width, true, true]);
  const at = (n: number) => Math.floor((n + 0.5) * step);
  for (let row = 0; row < side; row += 1)
    for (let column = 0; column < side; column += 1) {
      const dark = data[(at(row) * info.width + at(column)) * info.channels] === 0;
      const inside = [row, column].every((n) => n >= 2 && n < modules.size + 2);
      expect([row, column, dark]).toEqual([row, column, inside && modules.get(row - 2, column - 2) === 1]);
    }
});
