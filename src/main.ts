import { CommanderError } from 'commander';
import packageDocument from '../package.json' with { type: 'json' };
import { type CommandContext, CommandRefusal } from './commands/command-context.ts';
import { createProgram } from './commands/program.ts';
import { fileProblem } from './file-problem.ts';
import { LicenseError } from './punchout/license-error.ts';
import { asPunchOutError, PunchOutError } from './punchout/punchout-error.ts';
import { ConfigurationError } from './yaml-file.ts';

const refused = 1;
const wrongUsage = 2;

const context: CommandContext = {
  environment: process.env,
  print: (text) => process.stdout.write(`${text}\n`),
  warn: (text) => process.stderr.write(`${text}\n`),
  stopRequested: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
    }),
  // Loaded only where it is wanted: most commands start in half the time without it.
  startDemo: async (config) => (await import('./demo/start-demo.ts')).startDemo(config),
};

// Whoever reads the output may have read enough: `punchgate … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await createProgram(context, packageDocument.version).parseAsync(process.argv);
} catch (thrown) {
  process.exitCode = report(thrown);
}

/** Tells what went wrong and answers the exit status. Commander has told its own part already. */
function report(thrown: unknown): number {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : wrongUsage;
  process.stderr.write(`${explain(thrown)}\n`);
  return refused;
}

function explain(thrown: unknown): string {
  if (isAddressInUse(thrown))
    return `Port ${thrown.port} is in use: is Punchgate running already? PORT sets another one; the demo takes the two behind it.`;
  if (thrown instanceof ConfigurationError) return thrown.message;
  if (thrown instanceof CommandRefusal) return thrown.message;
  if (thrown instanceof PunchOutError || thrown instanceof LicenseError)
    return `${thrown.message}\n${thrown.advice}`;
  if (isSystemError(thrown)) return fileProblem(thrown) ?? thrown.message;
  const { cause } = asPunchOutError(thrown);
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

function isAddressInUse(thrown: unknown): thrown is { port: number } {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE' && 'port' in thrown;
}

/** Of the file system or network: its message says what and where, and its stack nothing. */
function isSystemError(thrown: unknown): thrown is NodeJS.ErrnoException {
  return thrown instanceof Error && 'syscall' in thrown;
}
