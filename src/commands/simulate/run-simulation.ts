import { setTimeout as pause } from 'node:timers/promises';
import { createEgress } from '../../http/egress.ts';
import { type Ask, asking } from '../../simulator/ask.ts';
import { type Check, judged } from '../../simulator/check.ts';
import { isOwnMachine } from '../../simulator/own-machine.ts';
import type { Entry, ReceivedCart } from '../../simulator/receive-cart.ts';
import type { CommandContext } from '../command-context.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { type OpenReceiver, openReceiver } from './open-receiver.ts';
import { conclude, tellChecks } from './tell-checks.ts';

/** A visit of a person whose cart is waited for. */
interface Visit {
  /** What the person opens; `''` where there is nothing to open. */
  link: string;
  judge(cart: ReceivedCart): Promise<Check[]>;
}

export interface Simulation {
  url: string;
  options: GatewayOptions;
  entry?: Entry;
  check(ask: Ask): Promise<Check[]>;
  visit(ask: Ask): Promise<Visit>;
}

/** Runs the checks, and waits for a cart where that is wished. Throws `CommandRefusal` when a check has failed. */
export async function runSimulation(context: CommandContext, simulation: Simulation): Promise<void> {
  const { url, options, entry } = simulation;
  const receiver = options.receive ? await openReceiver(options.port, entry) : undefined;
  const allowPrivate = options.allowPrivate === true || isOwnMachine(url);
  const egress = createEgress({ allowPrivate });
  try {
    const ask = asking(egress, options.timeout * 1000);
    const checks = await simulation.check(ask);
    if (!options.json) tellChecks(context, checks);
    const received = receiver ? await receive(context, simulation, { ask, receiver }) : [];
    if (!options.json && received.length > 0) tellChecks(context, received);
    conclude(context, [...checks, ...received], options.json === true);
  } finally {
    egress.close();
    await receiver?.close();
  }
}

/** Where a cart is received that nobody has sent elsewhere. */
export function receiverUrl({ port }: GatewayOptions): string {
  return `http://localhost:${port}`;
}

interface Reception {
  ask: Ask;
  receiver: OpenReceiver;
}

async function receive(
  context: CommandContext,
  { options, visit: begin }: Simulation,
  { ask, receiver }: Reception,
): Promise<Check[]> {
  if (receiver.fault !== '') return [judged('cart.received', false, receiver.fault)];
  const visit = await begin(ask);
  if (visit.link === '') return [judged('cart.received', false, 'the gateway gave no start page')];
  const tell = options.json ? context.warn : context.print;
  tell(`Waiting ${options.wait} seconds for a cart. Open this link in a browser: ${visit.link}`);
  const came = await within(receiver.cart, options.wait * 1000);
  const seen = came ? `${came.fields.length} fields` : `none in ${options.wait} seconds`;
  return [judged('cart.received', came !== undefined, seen), ...(came ? await visit.judge(came) : [])];
}

async function within<T>(promised: Promise<T>, milliseconds: number): Promise<T | undefined> {
  const waiting = new AbortController();
  const late = pause(milliseconds, undefined, { signal: waiting.signal }).catch(() => undefined);
  try {
    return await Promise.race([promised, late]);
  } finally {
    waiting.abort();
  }
}
