/** A number this device gives what it sends: sent twice after a cut, it is one note, one photo, one message. */
export const newClientId = (): string => crypto.randomUUID();
