/** What people wrote about a request: sealed together, because it is about a person. */
export interface RequestNotes {
  /** What was asked for. */
  readonly words?: string;
  readonly extension?: string;
  readonly doubt?: string;
  /** How a member made sure who asks. */
  readonly identity?: string;
  readonly answer?: string;
}

export const notesPlace = (requestId: string) => ({ table: "subject_request", row: requestId, column: "notes" });
