import type { de } from "./texts.de.ts";

/** English texts of the camera that stays open. */
export const en: Record<keyof typeof de, string> = {
  "camera.open": "Camera",
  "camera.title": "Camera, for {name}",
  "camera.close": "Close the camera",
  "camera.shutter": "Take a photo",
  "camera.none-yet": "No photo yet",
  "camera.taken-one": "1 photo",
  "camera.taken": "{count} photos",
  "camera.light-on": "Light on",
  "camera.light-off": "Light off",
  "camera.starting": "The camera is opening …",
  "camera.on": "Go on ({count})",
  "camera.strip": "Photos taken",
  "camera.again": "Try again",
  "camera.pick": "Choose a photo",
  "camera.gallery": "Taken this way, a photo may also end up in the phone's gallery. Delete it there.",
  "camera.not-taken": "The photo did not work. Take it again.",

  "trouble.denied": "The camera is forbidden for this page. Allow it in the browser's settings and try again.",
  "trouble.none": "This device has no camera.",
  "trouble.busy": "Another app holds the camera. Close it and try again.",
  "trouble.in-app": "You are in a window inside another app. Open Werkbote from the home screen.",
  "trouble.unsupported": "This browser does not hand out the camera. Use Chrome, Safari, Firefox or Edge.",

  "label.before": "Before",
  "label.after": "After",
  "label.plate": "Type plate",
  "label.of": "What does photo {n} show?",
  "label.line": "{label}: picture {numbers}",

  "review.title": "Photos for {name}",
  "review.caption": "Text with them",
  "review.photo": "Photo {n} of {all}",
  "review.remove": "Delete photo {n}",
  "review.more": "Take more photos",
  "review.send-one": "Send 1 photo",
  "review.send": "Send {count} photos",
  "review.take-one": "Insert 1 photo",
  "review.take": "Insert {count} photos",
  "review.empty": "No photo is left.",

  "waiting.one": "1 photo is still in the camera.",
  "waiting.more": "{count} photos are still in the camera.",
  "waiting.show": "Show",
};
