import type { PictureMark } from "../../contract/picture-mark.ts";

/**
 * A picture with parts of it painted black, upright, as JPEG: a new picture, nothing of the old one is below.
 * @returns undefined where the browser cannot read it
 */
export async function paintOver(file: File, marks: readonly PictureMark[]): Promise<File | undefined> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return undefined;
  }
  const canvas = document.createElement("canvas");
  const { width, height } = bitmap;
  canvas.width = width;
  canvas.height = height;
  const brush = canvas.getContext("2d");
  brush?.drawImage(bitmap, 0, 0);
  bitmap.close();
  for (const mark of marks) brush?.fillRect(mark.x * width, mark.y * height, mark.width * width, mark.height * height);
  const painted = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
  return painted ? new File([painted], file.name, { type: "image/jpeg" }) : undefined;
}
