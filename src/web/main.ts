import "@fontsource-variable/atkinson-hyperlegible-next/wght.css";
import "./ui/tokens.css";
import "./ui/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { language } from "./i18n/language.ts";
import { t } from "./i18n/t.ts";
import { startRouter } from "./router.ts";
import { useWords } from "./ui/words.ts";

document.documentElement.lang = language();
useWords(() => ({
  close: t("ui.close"),
  optional: t("ui.optional"),
  again: t("ui.again"),
  reload: t("lazy.reload"),
  loadFailed: t("lazy.failed"),
  unsaved: t("ui.unsaved"),
  drop: t("ui.drop"),
  goOn: t("ui.go-on"),
  strangeDay: t("ui.strange-day"),
  missing: t("ui.missing"),
  unchosen: t("ui.unchosen"),
  tooShort: (n) => t("ui.too-short", { n }),
  tooLong: (n) => t("ui.too-long", { n }),
}));
startRouter();
// A file let go where nothing takes it must not take the page away (U34).
for (const type of ["dragover", "drop"] as const)
  addEventListener(type, (event) => {
    const ownField = event.target instanceof HTMLInputElement && event.target.type === "file";
    if (!event.dataTransfer?.types.includes("Files") || ownField) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  });
const target = document.getElementById("app");
if (target) mount(App, { target });
