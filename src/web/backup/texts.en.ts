import type { Texts } from "../i18n/make-t.ts";
import type { de } from "./texts.de.ts";

/** English texts of backup and restore. */
export const en: Texts<typeof de> = {
  "backup.nav": "Backup",
  "backup.title": "Backup",
  "backup.lead": "Every night everything is written to one encrypted file. It is kept for 30 days.",
  "backup.now": "Back up now",
  "backup.running": "Backup is running",
  "backup.progress": "{part} %, {rate} a second",
  "backup.left": ", {count} s left",
  "backup.ordered": "The backup is running. It will be in the list in a moment.",

  "backup.first": "The first backup is made tonight",
  "backup.first-do":
    "Until then there is none. If the machine fails before, everything is gone. Press Back up now if you do not want to wait.",
  "backup.first-wait": "Until then there is none. If the machine fails before, everything is gone.",
  "backup.none": "There is no backup yet",
  "backup.none-do": "If the machine fails, everything is gone. Press Back up now.",
  "backup.none-ask": "If the machine fails, everything is gone. Only the owner can back up. Let them know.",
  "backup.old": "The last backup is older than two days",
  "backup.old-do": "It is of {time}. Find out why there is no newer one, and press Back up now.",
  "backup.old-ask": "It is of {time}. Let the owner know.",
  "backup.fine": "Backed up on {time}",
  "backup.problem": "The last try went wrong",
  "backup.same-disk": "Backup and data are on the same disk",
  "backup.same-disk-do":
    "If it breaks, both are gone. Copy the backups elsewhere, or have them written to another disk (WERKBOTE_BACKUP_DIR).",

  "drill.title": "Rehearsal",
  "drill.lead": "Every Sunday the newest backup is restored on trial, compared and opened.",
  "drill.never": "No rehearsal yet. The first one is on Sunday.",
  "drill.green": "In order, {time}",
  "drill.red": "Not in order, {time}",
  "drill.not-possible": "Only read, {time}",

  "sheet.title": "Recovery sheet",
  "sheet.lead": "A restore needs three things: the backup, the key file and this sheet. Without one the data are lost.",
  "sheet.never": "The sheet has not been printed yet",
  "sheet.ask": "Only the owner can print it.",
  "sheet.host": "Several businesses run on this server. Whoever runs the server has the sheet.",
  "sheet.loose": "Printed on {time}. Where is it?",
  "sheet.kept": "It is here: {place}",
  "sheet.kept-since": "Checked on {time}, id {id}.",
  "sheet.saved": "The sheet is a PDF among your downloads",
  "sheet.saved-next": "Print it, put the paper away, then delete the file.",
  "sheet.print": "Print the sheet",
  "sheet.again": "Print again",
  "sheet.where": "Say where it is",
  "sheet.dialog": "Is the sheet in a good place?",
  "sheet.copy": "Copy three groups from the paper. Then we know that it can be read.",
  "sheet.group": "Group {number}",
  "sheet.place": "Where is it?",
  "sheet.place-hint": "For example: safe in the office, or with the tax adviser",
  "sheet.save": "That is so",
  "sheet.close": "Later",

  "list.title": "Backups",
  "list.when": "When",
  "list.size": "Size",
  "list.took": "Took",
  "list.seconds": "{count} s",
  "list.folder": "Backups are in {folder}, the key file is in {keys}.",

  "pause.title": "Restored: nothing is sent",
  "pause.words":
    "This is the state of {time}. What you write waits until the owner lets it go. {count} messages of then are uncertain: they may have left already.",
  "pause.go": "Send again",
  "pause.dialog": "Send again?",
  "pause.check":
    "Look first: is the old machine still running? Then switch it off, or two of them answer. Have the uncertain messages been looked through? Were devices lost, or did people leave, who still stand here?",
  "pause.yes": "Yes, send again",
  "pause.no": "Not yet",
};
