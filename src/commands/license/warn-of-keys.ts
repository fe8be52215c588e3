import type { CommandContext } from '../command-context.ts';

export function warnOfKeys({ warn }: CommandContext, keys: readonly (string | undefined)[]): void {
  const shown = keys.filter((key) => key !== undefined).length;
  if (shown > 0) warn('New keys are shown this once and kept as hashes: note them now.');
}
