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
}));
startRouter();
const target = document.getElementById("app");
if (target) mount(App, { target });
