/**
 * Files a message of a customer may carry, how large each may be, and in which blocks a script sends them. A file of
 * its own: the page's script imports no schemas.
 */
export const customerLimits = { files: 10, fileBytes: 25_000_000, textLength: 5_000, blockBytes: 256_000 } as const;

/** What whoever picked too large a file may do next. */
export const chooseSmaller = "Bitte wählen Sie ein kleineres Foto oder eine kürzere Aufnahme.";
