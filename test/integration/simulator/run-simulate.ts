import { runCommand } from '../../support/command-line.ts';
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
  let opened: Promise<unknown> = Promise.resolve();
  const hear = (text: string) => {
    const link = /Open this link in a browser: (\S+)/.exec(text)?.[1];
    if (link && open) opened = open(link);
  };
  const environment = { ...secrets, ...others };
  const { thrown, told } = await runCommand(['simulate', ...words], { environment, hear });
  await opened;
  return { thrown, printed: told };
}
