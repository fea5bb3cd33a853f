/** What the environment says, as `src/config.ts` has read it. */
export interface Config {
  /** Folder for everything that is kept: database, keys, attachments. Absolute path. */
  readonly dataDir: string;
  /** Folder for the daily archives. */
  readonly backupDir: string;
  /** Folder for the key file, kept apart from the archives. */
  readonly keysBackupDir: string;
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  /** The address people use, without a trailing slash; undefined = where it listens. */
  readonly publicUrl: string | undefined;
  readonly trustProxy: boolean;
  readonly logLevel: string;
  /** The relay for mails to the business itself, and who they come from; undefined: no mail is sent. */
  readonly mail: { readonly url: string; readonly from: string } | undefined;
  /** Whom a push service writes to, `mailto:` or `https:`; undefined: the mail address of the business. */
  readonly pushContact: string | undefined;
  /** Who runs this installation for other businesses, and on which terms; undefined: the business itself. */
  readonly operator: Operator | undefined;
  /** Whoever shows it may read `/metrics`; undefined: nobody. */
  readonly metricsToken: string | undefined;
  /** Where WhatsApp accounts that are connected from now on find the Graph API; undefined: at Meta. */
  readonly graphUrl: string | undefined;
  /** host:port pairs inside the private network that the server may call (simulator, internal relay). */
  readonly allowPrivate: readonly string[];
}

/** Who runs this installation for other businesses, and on which terms (Art. 28(3) GDPR). */
export interface Operator {
  /** Any change of the text is a new version for the businesses, whatever stands here. */
  readonly version: string;
  readonly name: string;
  readonly address: string;
  readonly representative: string;
  readonly email: string;
  readonly country: string;
  readonly duration: string;
  /** Technical and organisational measures, one sentence each. */
  readonly measures: readonly string[];
  readonly subProcessors: readonly { readonly name: string; readonly country: string; readonly service: string }[];
  /** True when data may leave the EU at one of them. */
  readonly leavesEu: boolean;
}
