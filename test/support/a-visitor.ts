import type { LightMyRequestResponse } from "fastify";
import type { Business } from "./a-business.ts";
import type { TestApp } from "./build-app.ts";

let keys = 0;

/** Somebody on the business's own page, with a browser without scripts. */
export class Visitor {
  readonly #app: TestApp;
  readonly #business: Business;
  readonly #address: string;
  cookie = "";

  constructor(app: TestApp, business: Business = app.firm) {
    this.#app = app;
    this.#business = business;
    keys += 1;
    this.#address = `203.0.113.${keys % 250}`;
  }

  async get(path: string): Promise<LightMyRequestResponse> {
    const cookie = this.cookie === "" ? {} : { cookie: this.cookie };
    const headers = { host: this.#business.host, ...cookie };
    return await this.#app.http.inject({ url: path, headers, remoteAddress: this.#address });
  }

  /** Sends a form as a browser does. */
  async post(path: string, fields: Readonly<Record<string, string>> = {}): Promise<LightMyRequestResponse> {
    const boundary = "----grenze";
    const parts = Object.entries(fields).map(
      ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const { host } = this.#business;
    const response = await this.#app.http.inject({
      method: "POST",
      url: path,
      remoteAddress: this.#address,
      headers: {
        host,
        origin: `http://${host}`,
        "content-type": `multipart/form-data; boundary=${boundary}`,
        ...(this.cookie === "" ? {} : { cookie: this.cookie }),
      },
      payload: `${parts.join("")}--${boundary}--\r\n`,
    });
    const set = [response.headers["set-cookie"]].flat().filter((one) => one !== undefined);
    if (set.length > 0) this.cookie = set.map((one) => String(one).split(";")[0]).join("; ");
    await this.#app.drain();
    return response;
  }

  /** Writes; the first time with a name and a way back. */
  async writes(
    text: string,
    about: { name?: string; reach?: string; tag?: string } = {},
  ): Promise<LightMyRequestResponse> {
    keys += 1;
    const formKey = `besucherschluessel-${String(keys).padStart(8, "0")}`;
    const first = this.cookie === "" ? { name: "Helga Seidel", reach: "0371 5550123", ...about } : {};
    return await this.post(this.cookie === "" ? "/k/web" : "/k/web/gespraech", { formKey, text, ...first });
  }

  /** The conversation as it stands on the page. */
  async page(): Promise<string> {
    return (await this.get("/k/web/gespraech")).body;
  }
}
