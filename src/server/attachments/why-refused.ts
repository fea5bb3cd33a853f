import type { Words } from "../../contract/words.ts";
import type { Media } from "./media-types.ts";

/** Of the kinds we know: the kind is not what is wrong, and the way out is that of what was sent. */
export const damaged = (media: Media): Words => ({
  de: `Diese Datei ist beschädigt, geschützt oder ungewöhnlich aufgebaut. ${notSafe.de} ${anew[media].de}`,
  en: `This file is damaged, protected or unusually built. ${notSafe.en} ${anew[media].en}`,
});

export const unknownKind = (media: Media): Words =>
  media === "video"
    ? { de: `${odd.de} Bitte als MP4-Video senden.`, en: `${odd.en} Please send it as an MP4 video.` }
    : {
        de: `${odd.de} Bitte als JPG-Foto oder PDF senden.`,
        en: `${odd.en} Please send it as a JPG photo or a PDF.`,
      };

const notSafe: Words = {
  de: "Standortdaten können wir daraus nicht sicher entfernen. Deshalb ist sie nicht gespeichert.",
  en: "We cannot safely remove location data from it. So it is not kept.",
};
const odd: Words = {
  de: "Aus dieser Dateiart können wir Standortdaten nicht sicher entfernen. Deshalb ist sie nicht gespeichert.",
  en: "We cannot safely remove location data from this kind of file. So it is not kept.",
};
const photo: Words = {
  de: "Bitte das Foto neu aufnehmen oder neu speichern und noch einmal senden.",
  en: "Please take the photo again, or save it anew, and send it once more.",
};
const sound: Words = {
  de: "Bitte die Aufnahme neu speichern und noch einmal senden.",
  en: "Please save the recording anew and send it once more.",
};
const anew: Readonly<Record<Media, Words>> = {
  image: photo,
  sticker: photo,
  video: {
    de: "Bitte das Video neu aufnehmen oder neu speichern und noch einmal senden.",
    en: "Please record the video again, or save it anew, and send it once more.",
  },
  voice: {
    de: "Bitte die Sprachnachricht neu aufnehmen und noch einmal senden.",
    en: "Please record the voice message again and send it once more.",
  },
  audio: sound,
  document: {
    de: "Bitte das Dokument öffnen, neu speichern und noch einmal senden.",
    en: "Please open the document, save it anew and send it once more.",
  },
};
