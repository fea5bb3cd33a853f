import { z } from "zod";
import { ChannelKind, ContactId, ConversationId, Instant, MemberId } from "./ids.ts";
import { FinishUpload } from "./messages.ts";
import { press } from "./press.ts";
import { RoomId, TeamFileId } from "./rooms.ts";
import { typedLine, typedText } from "./typed.ts";
import { mostLabelled } from "./upload-limits.ts";
import { CalendarDay, PointInTime, Position } from "./values.ts";
import { isVisible } from "./visible.ts";
import { ShownName } from "./words.ts";

// One job for a contact. People on site see what they need for the work: name, address, how to get in, the photos of
// the job. They never see the inbox; the number is behind a button, and only where the office released it.

export const ProjectId = z.uuid().brand("ProjectId");
export type ProjectId = z.infer<typeof ProjectId>;
export const AppointmentId = z.uuid().brand("AppointmentId");
export const ProjectNoteId = z.uuid().brand("ProjectNoteId");
export const ProjectState = z.enum(["open", "problem", "done"]);
export type ProjectState = z.infer<typeof ProjectState>;
export const Shows = z.enum(["before", "after", "type_plate"]);
export type Shows = z.infer<typeof Shows>;

export const AppointmentView = z.object({
  id: AppointmentId,
  startsAt: Instant,
  endsAt: Instant,
  /** The customer said yes. */
  confirmed: z.boolean(),
  /** Who goes; empty: everybody of the project. */
  memberIds: z.array(MemberId),
});
export type AppointmentView = z.infer<typeof AppointmentView>;

export const ProjectRow = z.object({
  id: ProjectId,
  number: z.number().int(),
  /** "Auftrag 12" where the name is gone. */
  name: z.string(),
  state: ProjectState,
  address: z.string().nullable(),
  memberIds: z.array(MemberId),
  photos: z.number().int(),
  next: AppointmentView.nullable(),
  createdAt: Instant,
  doneAt: Instant.nullable(),
});
export type ProjectRow = z.infer<typeof ProjectRow>;

/** GET /api/projects: the caller's own ones; who manages projects sees all. Open ones first, newest first. */
export const ProjectsQuery = z.strictObject({
  state: ProjectState.optional(),
  q: z.string().trim().max(200).optional(),
  /** Projects of one conversation. */
  conversationId: ConversationId.optional(),
});
export const ProjectList = z.object({ items: z.array(ProjectRow), manages: z.boolean() });
export type ProjectList = z.infer<typeof ProjectList>;

export const ProjectPerson = z.object({ id: MemberId, name: z.string(), role: z.string(), guest: z.boolean() });

/** GET /api/projects/people: who can be let into a project, guests too. */
export const ProjectPeople = z.object({ items: z.array(ProjectPerson) });

export const ProjectView = ProjectRow.extend({
  access: z.string().nullable(),
  roomId: RoomId.nullable(),
  people: z.array(ProjectPerson),
  appointments: z.array(AppointmentView),
  notes: z.array(
    z.object({
      id: ProjectNoteId,
      /** What the device called it when it was sent. */
      clientId: z.uuid(),
      authorName: z.string(),
      at: Instant,
      text: z.string(),
      /** The caller may take it out: one's own, or any for who manages projects, while no legal hold keeps it. */
      removable: z.boolean(),
    }),
  ),
  customers: z.array(
    z.object({
      name: ShownName,
      /** Digits with country code: for the office, and for the crew where the office released it. Never for guests. */
      phone: z.string().nullable(),
      /** For those who may read conversations. */
      contactId: ContactId.nullable(),
    }),
  ),
  /** For those who may read conversations; others get an empty list. */
  conversations: z.array(z.object({ id: ConversationId, number: z.number().int(), channel: ChannelKind })),
  callReleased: z.boolean(),
  /** The caller may write to the customer from here. */
  writes: z.boolean(),
  manages: z.boolean(),
  /** For who manages projects: a legal hold covers it, so that what is changed here is kept as it was. */
  held: z.boolean(),
  /** For them as well: what belonged to a customer who was erased is restricted, and opens elsewhere, for a reason. */
  restricted: z.boolean(),
  version: z.number().int(),
});
export type ProjectView = z.infer<typeof ProjectView>;

const Address = typedText(300);
const Access = typedText(1000);

/** Signs nobody sees say nothing. */
const Said = z.string().trim().min(1).refine(isVisible);
const Name = typedLine(80).min(1);

/** POST /api/projects. Together with a conversation: "Projekt daraus machen". */
export const NewProject = z.strictObject({
  name: Name,
  address: Address.default(""),
  access: Access.default(""),
  memberIds: z.array(MemberId).max(200).default([]),
  conversationId: ConversationId.optional(),
  ...press,
});
export type NewProject = z.input<typeof NewProject>;

/** PATCH /api/projects/:id. The state is for everybody who works on it; the rest for who manages projects. */
export const ChangeProject = z.strictObject({
  version: Position,
  name: Name.optional(),
  address: Address.optional(),
  access: Access.optional(),
  state: ProjectState.optional(),
  callReleased: z.boolean().optional(),
  add: z.array(MemberId).max(200).optional(),
  remove: z.array(MemberId).max(200).optional(),
});

export const LinkConversation = z.strictObject({ conversationId: ConversationId, linked: z.boolean() });

const AppointmentFields = z.strictObject({
  startsAt: PointInTime,
  endsAt: PointInTime,
  confirmed: z.boolean().default(false),
  memberIds: z.array(MemberId).max(50).default([]),
});

export const SaveAppointment = AppointmentFields.extend({
  /** Of one that is there already. */
  appointmentId: AppointmentId.optional(),
  /** What the form began with: if somebody else has changed it since, that is not overwritten unseen. */
  was: AppointmentFields.optional(),
  ...press,
});

export const NewProjectNote = z.strictObject({ clientId: z.uuid(), text: Said.max(4000) });

/** A photo of the project: of the team or of the customer. */
export const ProjectPhoto = z.object({
  source: z.enum(["team", "customer"]),
  id: z.uuid(),
  /** What the device called it when it was sent; null for the customer's. */
  clientId: z.uuid().nullable(),
  at: Instant,
  /** Day in the business's time zone, "2026-11-24". */
  day: z.string(),
  /** First name of a colleague, name of the customer. */
  author: ShownName,
  authorId: MemberId.nullable(),
  media: z.enum(["image", "video"]),
  mimeType: z.string(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  hasThumbnail: z.boolean(),
  inline: z.boolean(),
  shows: Shows.nullable(),
  /** The photo this one is a marked copy of. */
  copyOf: z.uuid().nullable(),
  /** Of a customer's photo: do the people on site see it? Always true for them. */
  released: z.boolean(),
  /** The caller may delete it. */
  removable: z.boolean(),
});
export type ProjectPhoto = z.infer<typeof ProjectPhoto>;
/** GET /api/projects/:id/photos: oldest first, page by page; `cursor` goes on after the last page. */
export const PhotosQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(300),
  /** The mark of this page as the caller has it: if nothing changed, it is not told again. */
  known: z.string().max(64).optional(),
});
export const ProjectPhotos = z.object({
  items: z.array(ProjectPhoto),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
  /** Changes with the photos of the page. */
  mark: z.string(),
  /** The page is as the caller knows it, and its photos are left out. */
  same: z.boolean(),
});
export type ProjectPhotos = z.infer<typeof ProjectPhotos>;

const PhotoRef = z.strictObject({ source: z.enum(["team", "customer"]), id: z.uuid() });
export type PhotoRef = z.infer<typeof PhotoRef>;
/** PUT /api/projects/:id/photo-labels: says what photos show, or hides a customer's photo from the people on site. */
export const LabelPhotos = z.strictObject({
  photos: z.array(PhotoRef).min(1).max(mostLabelled),
  shows: Shows.nullable().optional(),
  released: z.boolean().optional(),
});
/** POST /api/projects/:id/files: a photo, or a marked copy of one. */
export const ProjectUploadQuery = z.strictObject({
  clientId: z.uuid(),
  /** When it was taken, by the clock of the device: without a net it arrives later. Within the last week. */
  takenAt: PointInTime.optional(),
  shows: Shows.optional(),
  copyOf: z.uuid().optional(),
  copySource: z.enum(["team", "customer"]).optional(),
});

/** POST /api/projects/:id/uploads: the same for a photo whose blocks are here; its number is the upload's (U37). */
export const FinishProjectUpload = FinishUpload.extend(ProjectUploadQuery.omit({ clientId: true }).shape);

/** GET /api/projects/:id/photos.zip: all, or the named ones; written down as an export (DV-2). */
export const ZipQuery = z.strictObject({ ids: z.string().max(13_000).optional() });

/** GET /api/projects/:id/photos-lost: how many of those photos the archive cannot hold, because the disk lost them. */
export const PhotosLost = z.object({ count: z.number().int() });
export type PhotosLost = z.infer<typeof PhotosLost>;

/** POST /api/projects/:id/customer-messages: through the one way out, signed with firm and first name. */
export const WriteToCustomer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("on-the-way"), clientId: z.uuid(), arrivesAt: PointInTime }),
  z.strictObject({
    kind: z.literal("text"),
    clientId: z.uuid(),
    text: Said.max(2000),
    /** Photos of the team, or a report. */
    fileIds: z.array(TeamFileId).max(10).default([]),
  }),
]);
export type WriteToCustomer = z.input<typeof WriteToCustomer>;
/** What became of it, without anything of the conversation. */
export const CustomerAnswer = z.object({
  outcome: z.enum(["sent", "waits", "refused"]),
  /** What the customer reads. */
  text: z.string(),
  why: z.string(),
});
export type CustomerAnswer = z.infer<typeof CustomerAnswer>;

/** POST /api/projects/:id/reports. */
export const NewReport = z.strictObject({
  clientId: z.uuid(),
  audience: z.enum(["customer", "file"]),
  /** "2026-11-24" */
  day: CalendarDay,
  place: typedLine(300).min(1),
  text: Said.max(8000),
  photos: z.array(PhotoRef).max(60).default([]),
  pairs: z
    .array(z.strictObject({ before: PhotoRef, after: PhotoRef }))
    .max(30)
    .default([]),
});
export type NewReport = z.input<typeof NewReport>;
export const ReportView = z.object({
  fileId: TeamFileId,
  name: z.string(),
  audience: z.enum(["customer", "file"]),
  madeAt: Instant,
  authorName: z.string(),
  bytes: z.number().int(),
  /** SHA-256 of the file. */
  hash: z.string(),
  sentAt: Instant.nullable(),
});
export type ReportView = z.infer<typeof ReportView>;
export const ReportList = z.object({ items: z.array(ReportView) });
export type ReportList = z.infer<typeof ReportList>;

/** GET /api/projects/today: "Meine Aufträge heute", by time. */
export const TodayProjects = z.object({
  day: z.string(),
  items: z.array(
    z.object({
      appointment: AppointmentView,
      project: ProjectRow.extend({
        access: z.string().nullable(),
        customer: ShownName.nullable(),
        roomId: RoomId.nullable(),
      }),
    }),
  ),
});
export type TodayProjects = z.infer<typeof TodayProjects>;
