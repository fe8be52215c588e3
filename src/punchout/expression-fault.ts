/** What is wrong with the text of an expression, and where: the first character is column 1. */
export class ExpressionFault extends Error {
  readonly column: number;

  constructor(problem: string, column: number) {
    super(`${problem} (column ${column})`);
    this.column = column;
  }
}
