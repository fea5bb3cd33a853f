export interface ProjectContact {
  readonly projectId: string;
  readonly contactId: string;
  readonly keyId: string;
}
