import ts from "typescript";
import { describe, expect, it } from "vitest";
import { filesBelow, linesMatching, place, type SourceFile, visitNodes } from "./source-files.ts";

/** Locks that neither the compiler nor the import rules can hold alone. */
const code = filesBelow(["src"], /[.](ts|svelte)$/).filter((f) => !/[.](test|contract)[.]ts$/.test(f.path));
const server = code.filter((f) => f.path.startsWith("src/server/"));

/** Every place where `look` finds something. */
function findings(files: readonly SourceFile[], look: (node: ts.Node) => boolean): string[] {
  const found: string[] = [];
  for (const file of files)
    visitNodes(file, (node, source) => {
      if (look(node)) found.push(`${place(file, source, node)} ${node.getText().slice(0, 90)}`);
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

describe("the locks", () => {
  it("let nobody but gate() call something an ApprovedMessage", () => {
    const elsewhere = code.filter((f) => f.path !== "src/server/policy/approved-message.ts");
    const cast = (node: ts.Node) =>
      (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) &&
      /\bApprovedMessage\b/.test(node.type.getText());
    expect(findings(elsewhere, cast)).toEqual([]);
  });

  it("let only outbound/ hand a message to a channel", () => {
    const elsewhere = server.filter((f) => !/^src\/server\/(outbound|channels)\//.test(f.path));
    const sends = (node: ts.Node) => ts.isCallExpression(node) && /\bchannel[.]send$/.test(node.expression.getText());
    expect(findings(elsewhere, sends)).toEqual([]);
  });

  it("compare secrets in constant time", () => {
    const compares = (node: ts.Node) => {
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
    };
    expect(findings(server, compares)).toEqual([]);
  });

  it("write nothing to the console: log.ts decides what may be said", () => {
    const everywhere = filesBelow(["src", "simulator", "db", "bin", "build.ts"], /[.](ts|js|mjs|svelte)$/);
    const speaks = (node: ts.Node) => ts.isPropertyAccessExpression(node) && node.expression.getText() === "console";
    expect(findings(everywhere, speaks)).toEqual([]);
  });

  it("put no HTML together by hand", () => {
    expect(
      linesMatching(code, /\{@html\b|[.]innerHTML\s*=|[.]outerHTML\s*=|insertAdjacentHTML|\beval\(|new Function\(/),
    ).toEqual([]);
  });

  it("behave under test as they do for a customer", () => {
    expect(linesMatching(code, /process[.]env[.](NODE_ENV|VITEST)/)).toEqual([]);
  });
});
