import { bothWords } from "../../contract/both-words.ts";
import type {
  AttachmentView,
  DraftInput,
  MessageView,
  TemplateChoice,
  WithdrawAnswer,
} from "../../contract/messages.ts";
import type { MessageClass } from "../../contract/policy.ts";
import { isVisible } from "../../contract/visible.ts";
import { fetchPicture } from "../api.ts";
import { begunFor } from "../offline/begun-files.ts";
import { leftWords } from "../offline/begun-words.ts";
import { dropUpload, keepAgain, leftFiles, recallFiles, uploadOf } from "./draft-files.ts";
import { DraftSaves } from "./draft-saves.ts";
import { begunOn, keptWords, rememberWords } from "./draft-words.ts";
import { PermitAsk } from "./permit.svelte.ts";
import { type Press, toConversation } from "./send-queue.svelte.ts";
import type { TakenPhoto } from "./taken-photo.ts";
import { UploadItem } from "./uploads.svelte.ts";

/** So many go with one press. */
export const maxAttachments = 10;

const above = (front: string, text: string) => [front, text].filter((part) => part !== "").join("\n");

/** What stands in the composer of one conversation. Replies are kept on the server, notes on this device only. */
export class DraftState {
  readonly permitAsk: PermitAsk;
  text = $state("");
  note = $state(false);
  uploads = $state.raw<readonly UploadItem<AttachmentView>[]>([]);
  /** People picked from the list while the note was written; those whose name still stands in it are told. */
  called = $state.raw<readonly { readonly id: string; readonly name: string }[]>([]);
  replyTo = $state.raw<MessageView | undefined>(undefined);
  template = $state.raw<TemplateChoice | undefined>(undefined);
  /** The template's words with its gaps filled, as they will arrive. */
  templateText = $state("");
  messageClass = $state<MessageClass>("transactional");
  dangerReason = $state<string | undefined>(undefined);
  /** A business letter among the answers. */
  kind = $state<"offer" | "order_confirmation" | "invoice" | undefined>(undefined);
  /** What an invoice comes to; undefined: not said. */
  amountEUR = $state<number | undefined>(undefined);
  /** The customer expressly asked for a repair that cannot wait (CT-1). */
  urgentRepair = $state(false);
  /** People can be recognised in a picture: what it is needed for; undefined: nobody can. */
  personsReason = $state<string | undefined>(undefined);
  /** The very words of which the member said that they are for this customer (IN-1); other words are looked at anew. */
  forCustomer = $state<string | undefined>(undefined);
  readonly empty = $derived(!isVisible(this.text) && this.uploads.length === 0 && (this.note || !this.template));
  readonly #id: string;
  /** Files of the other mode: what was meant for colleagues must not stand in a reply, nor the other way round. */
  #parked: readonly UploadItem<AttachmentView>[] = [];
  readonly saves: DraftSaves;

  constructor(id: string) {
    this.#id = id;
    this.permitAsk = new PermitAsk(id);
    const kept = keptWords(id);
    [this.text, this.note] = [kept.text, kept.note];
    const words = () => (this.note ? "" : this.text);
    const telling = () => this.#remember();
    this.saves = new DraftSaves(id, kept.saved, kept.told, {
      words,
      telling,
      saved: (from, now) => this.#takeSaved(from, now),
    });
  }

  /** Where what is chosen or spoken now is kept: for the customer and for colleagues apart. */
  get place(): string {
    return this.placeOf(this.note);
  }
  placeOf(note: boolean): string {
    return `${note ? "note" : "conversation"}/${this.#id}`;
  }
  get hasFiles(): boolean {
    return this.uploads.length > 0 || this.#parked.length > 0;
  }

  /** What was chosen or spoken before the app was closed stands here again, apart as it was. Call it when it may be there. */
  async recall(): Promise<void> {
    const [answer, note] = [leftFiles(this.placeOf(false)), leftFiles(this.placeOf(true))];
    const free = () => this.text === "" && this.empty;
    const take = (left: string) => {
      this.text = left;
      this.setNote(true);
    };
    if (free()) await leftWords(this.placeOf(true), { free, take });
    const clean = () => !this.note && this.text === this.saves.base && this.saves.told === undefined;
    const goOn = (left: string, about: unknown) => {
      this.text = left;
      this.saves.resume(begunOn(Object(about)));
    };
    if (clean()) await leftWords(this.placeOf(false), { free: clean, take: goOn });
    // What the tab kept, or was typed before the store was open, is kept on the device from now on.
    this.#remember();
    const spoken = begunFor("recording", this.placeOf(true)).length > 0;
    if (this.empty && answer.length === 0 && (note.length > 0 || spoken)) this.setNote(true);
    const target = (voice: boolean) => toConversation(this.#id, voice);
    const [forCustomer, forColleagues] = [await recallFiles(answer, target), await recallFiles(note, target)];
    const [here, parked] = this.note ? [forColleagues, forCustomer] : [forCustomer, forColleagues];
    this.uploads = [...this.uploads, ...here];
    this.#parked = [...this.#parked, ...parked];
  }

  /** Typed here and not yet on the server. */
  get dirty(): boolean {
    return this.text !== (this.note ? "" : this.saves.base);
  }

  /** The draft as the server has it, unless newer words are typed here (U24). @returns own ones still on their way */
  arrive(text: string): Promise<void> | undefined {
    const { base, running, told } = this.saves;
    if (running !== undefined) return this.note || this.text === text ? undefined : running;
    const isAhead = told !== undefined || (this.note ? base !== "" : this.text !== text && this.text !== base);
    // What had not arrived, without a net or before a reload, is told now: the answer knows what became of both.
    if (isAhead) this.saves.soon();
    if (isAhead || this.note) return;
    this.saves.heard(text);
    this.text = text;
    this.#remember();
  }

  changed(): void {
    this.#remember();
    this.saves.soon();
  }

  readonly save = async (): Promise<void> => await this.saves.save();

  /** What another device of the member saved meanwhile stands here too. A note is written for itself, and leaves it there. */
  #takeSaved(from: string, kept: string): string {
    const base = this.note ? from : kept;
    if (!this.note) this.text = bothWords(from, kept, this.text);
    this.#remember(base);
    return base;
  }

  /** Between reply and note the words stay; a note's words never become a draft of a reply on the server. */
  setNote(note: boolean): void {
    if (this.note === note) return;
    this.note = note;
    [this.uploads, this.#parked] = [this.#parked, this.uploads];
    this.changed();
    // Words saved as a reply's before they became a note's do not wait there for anybody.
    if (note) void this.save();
    else if (this.text === this.saves.base) void this.saves.look();
  }

  /** @returns false when a note is begun here: by the way its words become no reply */
  toReply(): boolean {
    if (this.note && isVisible(this.text)) return false;
    this.setNote(false);
    return true;
  }

  /** What did not go out stands here again, for whom it was meant, with its template; a note's words become no reply. */
  putBack(text: string, note: boolean, press?: Press): void {
    this.setNote(note || (this.note && isVisible(this.text)));
    if (text !== "") this.text = isVisible(this.text) ? `${this.text}\n${text}` : text;
    if (press?.what.template && !note && !this.template)
      [this.template, this.templateText] = [press.what.template, press.shownText];
    this.changed();
  }

  get mentions(): readonly string[] {
    return [...new Set(this.called.filter(({ name }) => this.text.includes(`@${name}`)).map(({ id }) => id))];
  }

  /** @param room how many may be added; what did not go out comes back whole */
  addFiles(files: readonly File[], voice = false, room = maxAttachments - this.uploads.length): number {
    const taken = files
      .slice(0, Math.max(0, room))
      .map((file) => uploadOf(toConversation(this.#id, voice), this.place, file, voice));
    this.uploads = [...this.uploads, ...taken];
    return files.length - taken.length;
  }

  /** Photos of the camera; those that do not fit stay there. */
  addPhotos(photos: readonly TakenPhoto[], caption: string): void {
    const taken = photos.slice(0, Math.max(0, maxAttachments - this.uploads.length));
    const items = taken.map(({ file, shot }) => UploadItem.ofShot(toConversation(this.#id), file, shot));
    this.uploads = [...this.uploads, ...items];
    this.text = above(this.text.trim(), caption);
    this.changed();
  }

  /** The same place in the row, another picture: painted over before it goes anywhere (PH-3). */
  replaceUpload(item: UploadItem<AttachmentView>, file: File): void {
    dropUpload(item);
    const covered = uploadOf(toConversation(this.#id), this.place, file);
    this.uploads = this.uploads.map((other) => (other === item ? covered : other));
  }

  removeUpload(item: UploadItem<AttachmentView>): void {
    dropUpload(item);
    this.uploads = this.uploads.filter((other) => other !== item);
  }

  asInput(): DraftInput {
    return {
      // A template brings its own words; what is typed waits for the next message.
      text: this.template ? "" : this.text,
      attachmentIds: this.uploads.flatMap((upload) => (upload.view ? [upload.view.id] : [])),
      template: this.template ?? null,
      messageClass: this.messageClass,
      replyTo: this.replyTo?.id ?? null,
      dangerReason: this.messageClass === "safety" ? (this.dangerReason ?? null) : null,
      kind: this.messageClass === "transactional" ? (this.kind ?? null) : null,
      amountEUR: this.amountEUR ?? null,
      urgentRepair: this.urgentRepair,
      forCustomer: this.forCustomer === this.text,
      personsReason: this.uploads.some((upload) => upload.isPicture) ? (this.personsReason?.trim() ?? null) : null,
    };
  }

  /**
   * A message was taken back (U28): it stands here again as it was sent, in front of what was begun since. A note's words
   * stay alone: they would end up in a reply. @returns whether it stands here
   */
  takeBack(answer: WithdrawAnswer, press: Press | undefined, quoted: MessageView | undefined): boolean {
    const { base, told } = this.saves;
    const stands = this.toReply();
    for (const item of press?.uploads ?? [])
      keepAgain(item, this.placeOf(false), press?.what.voice === true && item.type.startsWith("audio/"));
    this.#backToReply(press?.uploads ?? []);
    if (!stands) return answer.text === "";
    const words = press === undefined ? answer.text : (press.what.text ?? "").trim();
    // While the server has not said what of the newer words it has, they come with that answer instead.
    if (told === undefined) {
      this.saves.changedThere(answer.draft);
      this.text =
        this.text === base && words === answer.text
          ? answer.draft
          : bothWords(above(answer.text, base), answer.draft, above(words, this.text));
    }
    if (press) this.#restorePress(press, quoted);
    this.changed();
    return true;
  }

  /** Files of a message that another tab or an earlier start of the app sent: they are fetched and wait here again. */
  async fetchFiles(files: readonly AttachmentView[]): Promise<void> {
    // Each goes before the one after it.
    for (const { id, name, mimeType } of files.toReversed()) {
      const file = new File([await fetchPicture(`/api/attachments/${id}`)], name ?? "", { type: mimeType });
      this.#backToReply([uploadOf(toConversation(this.#id), this.placeOf(false), file)]);
    }
  }

  #backToReply(items: readonly UploadItem<AttachmentView>[]): void {
    if (this.note) this.#parked = [...items, ...this.#parked];
    else this.uploads = [...items, ...this.uploads];
  }

  #restorePress({ what, shownText }: Press, quoted: MessageView | undefined): void {
    this.replyTo ??= quoted;
    if (what.template) [this.template, this.templateText] = [what.template, shownText];
    this.messageClass = what.messageClass ?? this.messageClass;
    this.kind = what.kind ?? this.kind;
    this.amountEUR = what.amountEUR ?? this.amountEUR;
    this.urgentRepair = what.urgentRepair ?? this.urgentRepair;
    this.personsReason = what.personsReason ?? this.personsReason;
    if (what.forCustomer) this.forCustomer = this.text;
  }

  /** Sends what stood here when it was pressed; what was typed since is the next message and stays. */
  keepRest(pressed: string, send: () => void): void {
    const rest = this.template ? "" : this.text.slice(pressed.length).trimStart();
    if (rest !== "") this.text = pressed;
    send();
    if (rest === "") return;
    this.text = rest;
    this.changed();
  }

  /** After sending: an empty field in the same frame. */
  clear(): void {
    if (this.note || this.template === undefined) this.text = "";
    this.uploads = [];
    this.called = [];
    this.replyTo = undefined;
    this.template = undefined;
    this.messageClass = "transactional";
    this.dangerReason = undefined;
    this.kind = undefined;
    this.amountEUR = undefined;
    this.urgentRepair = false;
    this.personsReason = undefined;
    this.forCustomer = undefined;
    this.#remember();
    void this.save();
  }

  #remember(saved = this.saves.base): void {
    rememberWords(this.#id, { text: this.text, note: this.note, saved, told: this.saves.told });
  }
}
