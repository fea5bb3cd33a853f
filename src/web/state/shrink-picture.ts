import { photoScale } from "../../contract/photo-size.ts";

interface Shrunk {
  /** undefined: send the file as it is. */
  readonly file: Blob | undefined;
  readonly width: number;
  readonly height: number;
}

/**
 * Reduces a picture in the browser: upright, at most `maxEdge` pixels (a strip: more), without location data, as a canvas
 * knows none. A picture that is small already stays as it is; one the browser cannot read is left to the server.
 * @param maxEdge undefined only measures
 */
export async function shrinkPicture(file: File, maxEdge: number | undefined): Promise<Shrunk | undefined> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return undefined;
  }
  const { width, height } = bitmap;
  const small = maxEdge === undefined || (photoScale(width, height, maxEdge) === 1 && file.size < 600_000);
  if (small) {
    bitmap.close();
    return { file: undefined, width, height };
  }
  const drawn = await drawPicture(bitmap, width, height, maxEdge);
  bitmap.close();
  const worthIt = drawn.file !== undefined && drawn.file.size < file.size;
  return { ...drawn, file: worthIt ? drawn.file : undefined };
}

/** What a canvas can draw, as JPEG in the size that travels; nothing but pixels is in it. */
export async function drawPicture(
  source: CanvasImageSource,
  width: number,
  height: number,
  maxEdge: number,
): Promise<Shrunk> {
  const scale = photoScale(width, height, maxEdge);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(source, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.86));
  return { file: blob ?? undefined, width: canvas.width, height: canvas.height };
}
