import ts from "typescript";
import { describe, expect, it } from "vitest";
import { filesBelow, filesWith, linesMatching, place, type SourceFile, visitNodes } from "./source-files.ts";

/** Locks that neither the compiler nor the import rules can hold alone. */
const everywhere = filesBelow(["src", "simulator", "db", "generate", "bin", "build.ts"], /[.](ts|js|mjs|svelte)$/);
const code = everywhere.filter(
  (f) => /^src\/.*[.](ts|svelte)$/.test(f.path) && !/[.](test|contract)[.]ts$/.test(f.path),
);
const server = code.filter((f) => f.path.startsWith("src/server/"));

interface Lock {
  /** Those that can break it at all. */
  readonly files: readonly SourceFile[];
  readonly broken: (node: ts.Node) => boolean;
}

/** Every place where a lock is broken; each file is read once for all of them. */
function findings<Name extends string>(locks: Record<Name, Lock>): Record<Name, string[]> {
  const names = Object.keys(locks) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, [] as string[]])) as Record<Name, string[]>;
  const guarded = Map.groupBy(
    names.flatMap((name) => locks[name].files.map((file) => ({ name, file }))),
    ({ file }) => file,
  );
  for (const [file, held] of guarded)
    visitNodes(file, (node, source) => {
      for (const { name } of held)
        if (locks[name].broken(node)) found[name].push(`${place(file, source, node)} ${node.getText().slice(0, 90)}`);
    });
  return found;
}

const secretName = /(secret|token|signature|hmac|password|hash)$/i;
/** Fingerprints of what anybody may see (a page, a file): changed or not, that is all. */
const harmless = /^(content|page|file|legal|link|facts)/i;

function isSecret(node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node)) return secretName.test(node.name.text) && !harmless.test(node.name.text);
  return ts.isIdentifier(node) && secretName.test(node.text) && !harmless.test(node.text);
}

/** `undefined`, `null`, a literal or a typeof: asked for being there, not compared. */
function isPlainValue(node: ts.Expression): boolean {
  return (
    ts.isLiteralExpression(node) ||
    node.kind === ts.SyntaxKind.NullKeyword ||
    ts.isTypeOfExpression(node) ||
    (ts.isIdentifier(node) && node.text === "undefined")
  );
}

function comparesSecrets(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node) && /^[!=]==?$/.test(node.operatorToken.getText())) {
    const { left, right } = node;
    return (isSecret(left) && !isPlainValue(right)) || (isSecret(right) && !isPlainValue(left));
  }
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    /^(equals|compare)$/.test(node.expression.name.text) &&
    (isSecret(node.expression.expression) || node.arguments.some(isSecret))
  );
}

const takesApart = /^(stripAndJudge|cleanPhoto|prepareFile)$/;

/** A function around it has a transaction in its hands. */
function inTransaction(node: ts.Node): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent)
    if (
      ts.isFunctionLike(at) &&
      at.parameters.some((one) => /^tx$|\bTx\b/.test(one.type?.getText() ?? one.name.getText()))
    )
      return true;
  return false;
}

describe("the locks", () => {
  const broken = findings({
    "let nobody but gate() call something an ApprovedMessage": {
      files: filesWith(code, /\bApprovedMessage\b/).filter((f) => f.path !== "src/server/policy/approved-message.ts"),
      broken: (node) =>
        (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) &&
        /\bApprovedMessage\b/.test(node.type.getText()),
    },
    "let only outbound/ hand a message to a channel": {
      files: filesWith(server, /\bchannel[.]send\b/).filter((f) => !/^src\/server\/(outbound|channels)\//.test(f.path)),
      broken: (node) => ts.isCallExpression(node) && /\bchannel[.]send$/.test(node.expression.getText()),
    },
    "take files apart before a transaction opens: no connection waits for a picture": {
      files: filesWith(server, /\b(stripAndJudge|cleanPhoto|prepareFile)\(/),
      broken: (node) => ts.isCallExpression(node) && takesApart.test(node.expression.getText()) && inTransaction(node),
    },
    "compare secrets in constant time": {
      files: filesWith(
        filesWith(server, /(secret|token|signature|hmac|password|hash)\b/i),
        /[!=]=|\b(equals|compare)\b/,
      ),
      broken: comparesSecrets,
    },
    "write nothing to the console: log.ts decides what may be said": {
      files: filesWith(everywhere, /\bconsole\b/),
      broken: (node) => ts.isPropertyAccessExpression(node) && node.expression.getText() === "console",
    },
  });
  it.each(Object.entries(broken))("%s", (_lock, places) => expect(places).toEqual([]));

  // V38 (matrix-react-sdk CVE-2023-30609): what was searched for became HTML where it was found.
  it("put no HTML together by hand", () => {
    expect(linesMatching(code, /\{@html\b|[.]innerHTML\s*=|[.]outerHTML\s*=|insertAdjacentHTML/)).toEqual([]);
  });

  // V13 (Typebot CVE-2026-33712): what was to run apart from everything else reached everything else.
  it("run no text as code", () => {
    expect(linesMatching(everywhere, /\beval\(|\bFunction\(|["'](?:node:)?vm["']/)).toEqual([]);
  });

  it("behave under test as they do for a customer", () => {
    expect(linesMatching(code, /process[.]env[.](NODE_ENV|VITEST)/)).toEqual([]);
  });
});
