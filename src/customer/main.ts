/**
 * The customer page, better with a script: photos made small, progress, waiting for the net, live answers. Without
 * it every form works all the same. Nothing is stored on the device but what a button asked for (WC-1, WC-2).
 */
import { sayDownload, takeLinkFromAddress } from "./collect.ts";
import { resumeFromAddress, resumeRemembered } from "./resume.ts";
import { enhanceForm } from "./send-form.ts";
import { followTalk, followVisit } from "./talk.ts";
import { enhanceWayBack } from "./way-back.ts";

document.documentElement.classList.add("js");
const slug = document.body.dataset.slug ?? "";
switch (document.body.dataset.page) {
  case "first":
    if (!enhanceForm(slug, "first")) void resumeRemembered(slug);
    break;
  case "talk":
    enhanceForm(slug, "reply");
    enhanceWayBack(slug);
    followTalk(slug);
    break;
  case "resume":
    void resumeFromAddress(slug);
    break;
  case "own-data":
    sayDownload();
    followVisit(slug);
    break;
  case "collect":
    takeLinkFromAddress();
    break;
}
document.querySelector<HTMLElement>(".problems")?.scrollIntoView({ block: "center" });
