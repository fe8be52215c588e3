import type { Command } from 'commander';
import type { CommandContext } from '../../src/commands/command-context.ts';
import { createProgram } from '../../src/commands/program.ts';
import type { Environment } from '../../src/yaml-file.ts';

/** The command line within the process of the test, with all that it tells. */
export interface CommandLine {
  program: Command;
  printed: string[];
  warned: string[];
}

interface CommandLineOptions {
  environment?: Environment;
  /** Hears every text as it is printed. */
  hear?: (text: string) => void;
}

export function commandLine({ environment = {}, hear = () => {} }: CommandLineOptions = {}): CommandLine {
  const [printed, warned]: [string[], string[]] = [[], []];
  const into = (texts: string[]) => (text: string) => {
    texts.push(text);
    hear(text);
  };
  const unexpected = () => {
    throw new Error('must not be reached');
  };
  const context: CommandContext = {
    environment,
    print: into(printed),
    warn: into(warned),
    stopRequested: unexpected,
    startDemo: unexpected,
  };
  return { program: createProgram(context, '1.0.0'), printed, warned };
}

export interface CommandRun {
  /** What the command ended with; undefined where it went well. */
  thrown: (Error & { exitCode?: number }) | undefined;
  /** All that was printed and warned of, in its order. */
  told: string[];
}

export async function runCommand(
  words: readonly string[],
  options: CommandLineOptions = {},
): Promise<CommandRun> {
  const told: string[] = [];
  const hear = (text: string) => {
    told.push(text);
    options.hear?.(text);
  };
  const { program } = commandLine({ ...options, hear });
  const thrown = await program.parseAsync(words, { from: 'user' }).catch((error) => error);
  return { thrown: thrown === program ? undefined : thrown, told };
}
