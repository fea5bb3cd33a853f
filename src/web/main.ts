import "@fontsource-variable/atkinson-hyperlegible-next/wght.css";
import "./ui/tokens.css";
import "./ui/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { language } from "./i18n/language.ts";
import { startRouter } from "./router.ts";

document.documentElement.lang = language();
startRouter();
const target = document.getElementById("app");
if (target) mount(App, { target });
