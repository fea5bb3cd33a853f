interface Shrunk {
  /** undefined: send the file as it is. */
  readonly file: Blob | undefined;
  readonly width: number;
  readonly height: number;
}

/**
 * Reduces a picture in the browser: upright, at most `maxEdge` pixels, without location data (a canvas knows none).
 * A picture that is small already stays as it is; one the browser cannot read is left to the server.
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
  const scale = maxEdge === undefined ? 1 : Math.min(1, maxEdge / Math.max(width, height));
  const small = scale === 1 && file.size < 600_000;
  if (maxEdge === undefined || small) {
    bitmap.close();
    return { file: undefined, width, height };
  }
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.86));
  const worthIt = blob !== null && blob.size < file.size;
  return { file: worthIt ? blob : undefined, width: canvas.width, height: canvas.height };
}
