/** Waits for something to end, but not for ever: what is left then is somebody else's to end. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const { promise: long, resolve: tooLong } = Promise.withResolvers<void>();
  const limit = setTimeout(tooLong, ms);
  try {
    await Promise.race([work, long]);
  } finally {
    clearTimeout(limit);
  }
}
