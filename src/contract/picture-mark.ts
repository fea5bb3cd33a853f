import { z } from "zod";

const part = z.number().min(0).max(1);
/** A rectangle in parts of the upright picture's width and height. */
export const PictureMark = z.strictObject({ x: part, y: part, width: part, height: part });
export type PictureMark = z.infer<typeof PictureMark>;
