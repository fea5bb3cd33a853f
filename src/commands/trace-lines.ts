import type { MessageTrace } from "../server/outbound/trace-message.action.ts";

const verdicts = { allow: "erlaubt", require: "noch nicht erlaubt", deny: "nicht erlaubt" } as const;
const outcomes = {
  sent: "vom Kanal angenommen",
  rejected: "vom Kanal abgelehnt",
  unreachable: "Kanal nicht erreichbar",
  uncertain: "ungewiss, ob angenommen",
  refused: "vor dem Versand gesperrt",
} as const;
const states: Readonly<Record<string, string>> = {
  blocked: "gesperrt, nicht gesendet",
  queued: "wartet auf den Versand",
  sending: "wird dem Kanal übergeben",
  sent: "vom Kanal angenommen, noch nicht zugestellt",
  delivered: "zugestellt",
  read: "gelesen",
  failed: "nicht zugestellt",
  unknown: "Zustellung ungewiss",
  withdrawn: "zurückgezogen, nicht gesendet",
};

const clock = new Intl.DateTimeFormat("de-DE", { dateStyle: "medium", timeStyle: "medium", timeZone: "Europe/Berlin" });

/** The steps of a message in the order they were made, a line each. */
export function traceLines(trace: MessageTrace): string[] {
  const { tenantId, channel, direction, sentAt, storedAt, decisions, tries, state, stateAt, errorCode } = trace;
  const kinds = {
    in: `vom Kunden, ${channel}`,
    out: `an den Kunden, ${channel}`,
    note: "Notiz, verlässt das Haus nicht",
  };
  const steps: readonly (readonly [Date, string])[] = [
    ...(direction === "in" ? [[sentAt, "gesendet, nach der Uhr des Kanals"] as const] : []),
    [storedAt, "gespeichert"],
    ...decisions.map(
      ({ at, verdict, rules, rulesetVersion }) =>
        [at, `geprüft: ${verdicts[verdict]} (${rules.join(", ")}; Regelwerk ${rulesetVersion})`] as const,
    ),
    ...tries.flatMap(({ attempt, startedAt, endedAt, outcome, errorCode: code }) => [
      [startedAt, `${attempt}. Versuch`] as const,
      ...(outcome && endedAt ? [[endedAt, `${attempt}. Versuch: ${outcomes[outcome]}${coded(code)}`] as const] : []),
    ]),
    ...(state && stateAt ? [[stateAt, `Stand: ${states[state] ?? state}${coded(errorCode)}`] as const] : []),
    ...(trace.nextTryAt ? [[trace.nextTryAt, "frühestens der nächste Versuch"] as const] : []),
  ];
  return [
    `Betrieb ${tenantId} · ${kinds[direction]}`,
    ...steps.toSorted(([a], [b]) => a.getTime() - b.getTime()).map(([at, what]) => `${clock.format(at)}  ${what}`),
  ];
}

const coded = (code: string | null): string => (code === null ? "" : `, Fehler ${code}`);
