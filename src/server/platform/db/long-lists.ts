import { type BinaryOperationNode, OperatorNode, PostgresQueryCompiler, PrimitiveValueListNode } from "kysely";

/** Up to here a list is planned by its length, and the statement may be kept prepared. */
const mostSingly = 1_000;
const operators: Readonly<Record<string, string>> = { in: "= any", "not in": "<> all" };

/**
 * `where x in (list)` sends a value for each of the list, and PostgreSQL takes 65,535 of them in one statement. A long
 * list goes as one value, so that nobody who deletes or looks up "all of these" has to know how many they are.
 */
export class LongListCompiler extends PostgresQueryCompiler {
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const { leftOperand, operator, rightOperand: list } = node;
    const whole = OperatorNode.is(operator) ? operators[operator.operator] : undefined;
    if (whole !== undefined && PrimitiveValueListNode.is(list) && list.values.length > mostSingly) {
      this.visitNode(leftOperand);
      this.append(` ${whole}(`);
      this.appendValue([...list.values]);
      this.append(")");
    } else super.visitBinaryOperation(node);
  }
}
