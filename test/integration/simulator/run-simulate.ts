import type { CommandContext } from '../../../src/commands/command-context.ts';
import { createProgram } from '../../../src/commands/program.ts';
import { secret } from './buyers.ts';
import { sharedSecret } from './fake-cxml-gateway.ts';

/** Secrets that stand nowhere else. */
export const secrets = {
  SECRET: secret,
  WRONG: 'falsche-losung-4711',
  HANDLE: 'griff & schlüssel-0815',
};

/** Whatever else stands in the environment: SHORT is part of words that have nothing to do with it. */
const others = { FAKE: sharedSecret, SHORT: 'tex' };

export interface Run {
  thrown: unknown;
  printed: string[];
}

/** Runs the command; `open` is called with the link that it prints. */
export async function simulate(words: string[], open?: (link: string) => Promise<unknown>): Promise<Run> {
  const printed: string[] = [];
  let opened: Promise<unknown> = Promise.resolve();
  const print = (text: string) => {
    printed.push(text);
    const link = /Open this link in a browser: (\S+)/.exec(text)?.[1];
    if (link && open) opened = open(link);
  };
  const unexpected = () => {
    throw new Error('must not be reached');
  };
  const context: CommandContext = {
    environment: { ...secrets, ...others },
    print,
    warn: print,
    stopRequested: unexpected,
    startDemo: unexpected,
  };
  const program = createProgram(context, '1.0.0');
  const thrown = await program.parseAsync(['simulate', ...words], { from: 'user' }).catch((error) => error);
  await opened;
  return { thrown: thrown === program ? undefined : thrown, printed };
}
