// What a person reads about a file that waits for them (EM-3).

/** Where it is fetched. */
export const fileLinkPath = "/abholen/datei";

/** Days until the link ends. */
export const fileLinkDays = 14;

/** Mark of a message whose file is handed out by link and code alone. */
export const behindLink = "behind-link";

/** Kind of text that members cannot write themselves. */
export const fileLinkKind = "secure_delivery";

export const fileLinkText = (link: string, until: string): string =>
  `Ihre Rechnung liegt geschützt für Sie bereit: ${link} Der Link gilt einmal, bis zum ${until}. Den Code dazu bekommen Sie von uns auf einem anderen Weg, zum Beispiel am Telefon.`;
