import type { Ask } from './ask.ts';
import { type Check, judged } from './check.ts';
import { createVisitor, waySeen } from './visitor.ts';

/** Whoever finds the link of a visit that has begun must not get into it. */
export async function oneTimeCheck(startPage: string, ask: Ask): Promise<Check[]> {
  const way = await createVisitor(ask).open({ url: startPage });
  const { status } = way.page;
  return [judged('page.one-time', status >= 400 && status < 500, `another browser: ${waySeen(way)}`)];
}
