/** What a thumb hits; a panorama is drawn no lower, with room above and below it. */
const lowest = 44;
const narrowest = 64;

export interface PictureSize {
  readonly width: number;
  /** Undefined: the height follows from width and ratio. */
  readonly height: number | undefined;
  readonly ratio: string;
}

/** The room a picture takes in the thread, known before it is there, so that nothing jumps when it loads (U43). */
export function pictureSize(width: number, height: number, small: boolean): PictureSize {
  const [widest, highest] = small ? [180, 180] : [340, 380];
  const scale = Math.min(widest / width, highest / height);
  return {
    width: Math.max(narrowest, Math.round(width * scale)),
    height: Math.round(height * scale) < lowest ? lowest : undefined,
    ratio: `${width} / ${height}`,
  };
}
