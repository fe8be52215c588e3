import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/punchgate.js', import.meta.url));

export interface CommandResult {
  status: number | null;
  out: string;
  err: string;
}

export interface PunchgateProcess {
  child: ChildProcess;
  /** What it has printed so far. */
  printed(): string;
  /** Resolves once `text` was printed. */
  prints(text: string): Promise<void>;
  result: Promise<CommandResult>;
}

/** Runs the command line as an operator does, in an empty environment but for `environment`. */
export function punchgate(
  args: string[],
  environment: Record<string, string>,
  cwd?: string,
): PunchgateProcess {
  const env = { PATH: process.env.PATH ?? '', ...environment };
  const child = spawn(process.execPath, [bin, ...args], { env, ...(cwd === undefined ? {} : { cwd }) });
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.err += chunk;
  });
  const result = once(child, 'close').then(([status]) => ({ status, ...output }));
  return {
    child,
    printed: () => output.out,
    result,
    async prints(text) {
      let ended = false;
      const end = result.then(() => {
        ended = true;
      });
      while (!output.out.includes(text)) {
        if (ended) throw new Error(`ended before it printed "${text}": ${output.err}`);
        await Promise.race([once(child.stdout, 'data'), end]);
      }
    },
  };
}
