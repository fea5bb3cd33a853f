/** A mail to the business itself, plain text. Customers are written to through channels only. */
export interface PlainMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export type SendMail = (mail: PlainMail) => Promise<void>;

/** Sends over the relay of the configuration. Rejects when the relay does not take it; the message names no address. */
export function createSendMail({ url, from }: { readonly url: string; readonly from: string }): SendMail {
  return async (mail) => {
    // Loaded when there is something to send: eight megabytes that most servers never need.
    const { createTransport } = await import("nodemailer");
    const relay = createTransport(
      { url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 },
      { from },
    );
    try {
      await relay.sendMail({ ...mail, disableFileAccess: true, disableUrlAccess: true });
    } catch (error) {
      // The library quotes addresses and answers in its errors.
      const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
      throw new Error(`the mail relay did not take the mail (${code})`);
    } finally {
      relay.close();
    }
  };
}
