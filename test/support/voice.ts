/** As a telephone sends a voice: an Ogg page with the head of an Opus stream (RFC 7845, 5.1), and silence. */
export const voice = (): Buffer =>
  Buffer.concat([Buffer.from("OggS"), Buffer.alloc(24), Buffer.from("OpusHead"), Buffer.alloc(64)]);
