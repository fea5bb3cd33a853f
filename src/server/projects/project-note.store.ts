import type { Tx } from "../platform/db.ts";

export interface Appointment {
  readonly appointmentId: string;
  readonly projectId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly confirmed: boolean;
  readonly memberIds: readonly string[];
  readonly revision: number;
  readonly changedAt: Date;
}

const appointments = (tx: Tx) =>
  tx
    .selectFrom("project_appointment")
    .select([
      "appointment_id as appointmentId",
      "project_id as projectId",
      "starts_at as startsAt",
      "ends_at as endsAt",
      "confirmed",
      "member_ids as memberIds",
      "revision",
      "changed_at as changedAt",
    ])
    .orderBy("starts_at")
    .orderBy("appointment_id");

export async function appointmentsOf(tx: Tx, projectIds: readonly string[]): Promise<Appointment[]> {
  if (projectIds.length === 0) return [];
  return await appointments(tx)
    .where("project_id", "in", [...projectIds])
    .execute();
}

/** What overlaps a span of time. */
export async function appointmentsBetween(tx: Tx, from: Date, to: Date): Promise<Appointment[]> {
  return await appointments(tx).where("starts_at", "<", to).where("ends_at", ">", from).execute();
}

/** One of a project, which nobody else changes or takes out until commit. */
export async function holdAppointment(
  tx: Tx,
  projectId: string,
  appointmentId: string,
): Promise<Appointment | undefined> {
  return await appointments(tx)
    .where("project_id", "=", projectId)
    .where("appointment_id", "=", appointmentId)
    .forUpdate()
    .executeTakeFirst();
}

export type AppointmentFields = Omit<Appointment, "appointmentId" | "projectId" | "revision" | "changedAt">;

const columnsOf = ({ startsAt, endsAt, confirmed, memberIds }: AppointmentFields, changedAt: Date) => ({
  starts_at: startsAt,
  ends_at: endsAt,
  confirmed,
  member_ids: [...memberIds],
  changed_at: changedAt,
});

export async function insertAppointment(
  tx: Tx,
  tenantId: string,
  of: { readonly appointmentId: string; readonly projectId: string; readonly at: Date },
  fields: AppointmentFields,
): Promise<void> {
  const ids = { tenant_id: tenantId, appointment_id: of.appointmentId, project_id: of.projectId };
  await tx
    .insertInto("project_appointment")
    .values({ ...ids, ...columnsOf(fields, of.at) })
    .execute();
}

export async function changeAppointment(
  tx: Tx,
  appointmentId: string,
  fields: AppointmentFields,
  at: Date,
): Promise<void> {
  await tx
    .updateTable("project_appointment")
    .set((eb) => ({ ...columnsOf(fields, at), revision: eb("revision", "+", 1) }))
    .where("appointment_id", "=", appointmentId)
    .execute();
}

export async function dropAppointments(tx: Tx, projectId: string, appointmentId?: string): Promise<boolean> {
  let query = tx.deleteFrom("project_appointment").where("project_id", "=", projectId);
  if (appointmentId !== undefined) query = query.where("appointment_id", "=", appointmentId);
  return (await query.executeTakeFirst()).numDeletedRows > 0n;
}

export interface Note {
  readonly noteId: string;
  readonly clientId: string;
  readonly authorId: string;
  readonly sealedText: Uint8Array;
  readonly writtenAt: Date;
}

export async function notesOf(tx: Tx, projectId: string): Promise<Note[]> {
  return await tx
    .selectFrom("project_note")
    .select([
      "note_id as noteId",
      "client_id as clientId",
      "author_id as authorId",
      "sealed_text as sealedText",
      "written_at as writtenAt",
    ])
    .where("project_id", "=", projectId)
    .orderBy("written_at", "desc")
    .orderBy("note_id", "desc")
    .execute();
}

/** Which notes there are on jobs, oldest first, without their words. */
export async function noteIdsOf(tx: Tx, projectIds: readonly string[]): Promise<{ projectId: string; id: string }[]> {
  if (projectIds.length === 0) return [];
  return await tx
    .selectFrom("project_note")
    .select(["project_id as projectId", "note_id as id"])
    .where("project_id", "in", [...projectIds])
    .orderBy("written_at")
    .orderBy("note_id")
    .execute();
}

export async function insertNote(
  tx: Tx,
  tenantId: string,
  note: { noteId: string; projectId: string; clientId: string; authorId: string; sealedText: Buffer; at: Date },
): Promise<boolean> {
  const done = await tx
    .insertInto("project_note")
    .values({
      tenant_id: tenantId,
      note_id: note.noteId,
      project_id: note.projectId,
      client_id: note.clientId,
      author_id: note.authorId,
      sealed_text: note.sealedText,
      written_at: note.at,
    })
    .onConflict((oc) => oc.columns(["tenant_id", "author_id", "client_id"]).doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function dropNotes(
  tx: Tx,
  projectId: string,
  one?: { readonly noteId: string; readonly authorId?: string },
): Promise<boolean> {
  let query = tx.deleteFrom("project_note").where("project_id", "=", projectId);
  if (one !== undefined) query = query.where("note_id", "=", one.noteId);
  if (one?.authorId !== undefined) query = query.where("author_id", "=", one.authorId);
  return (await query.executeTakeFirst()).numDeletedRows > 0n;
}
