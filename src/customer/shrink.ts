import { photoScale } from "../contract/photo-size.ts";

/**
 * Makes a photo small before it travels: 2048 pixels on the longer side, upright, without location (U38). On one bar
 * of signal that is seven seconds instead of a minute.
 */
const longest = 2048;
const worthIt = 400_000;

let before: Promise<unknown> = Promise.resolve();

/**
 * The smaller photo, or the file as it is: a film, a PDF, a picture this browser cannot read. One after the other: open,
 * twelve megapixels are fifty megabytes, and ten of them at once end the page of an old phone.
 */
export function shrink(file: File): Promise<File> {
  const shrunk = before.then(() => shrinkOne(file));
  before = shrunk;
  return shrunk;
}

async function shrinkOne(file: File): Promise<File> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  try {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = photoScale(image.width, image.height, longest);
    if (scale === 1 && file.size < worthIt) {
      image.close();
      return file;
    }
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (blob === null || blob.size >= file.size) return file;
    return new File([blob], `${file.name.replace(/\.\w{1,5}$/, "")}.jpg`, { type: "image/jpeg" });
  } catch {
    return file;
  }
}
