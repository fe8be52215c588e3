import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const readyWithinMilliseconds = 20_000;
const stopsWithinMilliseconds = 5_000;
const setpriv = '/usr/bin/setpriv';

export interface ServerProcess {
  pid: number;
  /** Freezes it as a hung server: connections are accepted by the kernel, nothing is answered. */
  pause(): void;
  resume(): void;
  /** Ends it as a crash does, and waits until it is gone. */
  kill(): Promise<void>;
  /** Ends it in order (by force after five seconds), and waits until it is gone. */
  stop(): Promise<void>;
}

interface ServerCommand {
  path: string;
  args: string[];
  /** The account it runs under when the tests run as root. */
  account?: string;
  /** What it writes once it serves. */
  readyText: string;
  stopSignal: 'SIGTERM' | 'SIGINT';
}

/** Starts a server and waits until it serves. Throws with its output where it does not. */
export async function startServerProcess(server: ServerCommand): Promise<ServerProcess> {
  const [command, args] = withLifeOfThisProcess(server);
  // Another account may not enter the folder the tests run in.
  const child = spawn(command, args, { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  const output = collectOutput(child);
  await once(child, 'spawn');
  try {
    await untilReady(child, () => output.join('').includes(server.readyText));
  } catch (cause) {
    await end(child, 'SIGKILL');
    throw new Error(`${server.path} did not start: ${output.join('')}`, { cause });
  }
  return controls(child, server.stopSignal);
}

/**
 * On Linux the kernel stops the server when this process ends, whatever ends it.
 * `setpriv` becomes the server, so that the pid is the server's own.
 */
function withLifeOfThisProcess({ path, args, account, stopSignal }: ServerCommand): [string, string[]] {
  if (!existsSync(setpriv)) {
    return [path, args];
  }
  const identity =
    account === undefined ? [] : [`--reuid=${account}`, `--regid=${account}`, '--clear-groups'];
  return [setpriv, [`--pdeathsig=${stopSignal}`, ...identity, '--', path, ...args]];
}

function collectOutput(child: ChildProcess): string[] {
  const output: string[] = [];
  child.stdout?.on('data', (chunk) => output.push(String(chunk)));
  child.stderr?.on('data', (chunk) => output.push(String(chunk)));
  return output;
}

async function untilReady(child: ChildProcess, isReady: () => boolean): Promise<void> {
  const deadline = Date.now() + readyWithinMilliseconds;
  while (!isReady()) {
    if (hasEnded(child)) {
      throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
    }
    if (Date.now() > deadline) {
      throw new Error(`it was not ready within ${readyWithinMilliseconds} ms`);
    }
    await delay(20);
  }
}

function controls(child: ChildProcess, stopSignal: NodeJS.Signals): ServerProcess {
  return {
    pid: Number(child.pid),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    kill: () => end(child, 'SIGKILL'),
    stop: () => {
      child.kill('SIGCONT');
      return end(child, stopSignal);
    },
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) {
    return;
  }
  const ended = once(child, 'exit');
  const force = setTimeout(() => child.kill('SIGKILL'), stopsWithinMilliseconds);
  child.kill(signal);
  await ended;
  clearTimeout(force);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
