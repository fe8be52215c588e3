import type { Adapters } from '../adapters.ts';
import { LicenseError } from '../punchout/license-error.ts';
import { type CommandContext, withAdapters } from './command-context.ts';

/** Runs a command that only whoever issues the licenses may give. @throws LicenseError `issued_elsewhere` */
export async function withIssuer<T>(
  context: CommandContext,
  run: (adapters: Adapters) => Promise<T>,
): Promise<T> {
  return await withAdapters(context, async (adapters) => {
    assertIssuer(adapters);
    return await run(adapters);
  });
}

/** @throws LicenseError `issued_elsewhere` */
export function assertIssuer({ refresher }: Adapters): void {
  if (refresher) throw new LicenseError('issued_elsewhere', 'license.server is set');
}
