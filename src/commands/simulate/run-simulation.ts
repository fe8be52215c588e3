import { setTimeout as pause } from 'node:timers/promises';
import { createEgress } from '../../http/egress.ts';
import { listen } from '../../listen.ts';
import { type Ask, asking } from '../../simulator/ask.ts';
import { type Check, judged } from '../../simulator/check.ts';
import { isOwnMachine } from '../../simulator/own-machine.ts';
import { createCartReceiver, type Entry, type ReceivedCart } from '../../simulator/receive-cart.ts';
import { type CommandContext, CommandRefusal } from '../command-context.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { conclude, tellChecks } from './tell-checks.ts';

/** A visit of a person whose cart is waited for. */
interface Visit {
  /** What the person opens. */
  link: string;
  entry?: Entry;
  judge(cart: ReceivedCart): Check[];
}

export interface Simulation {
  url: string;
  options: GatewayOptions;
  check(ask: Ask): Promise<Check[]>;
  /** `receiver` is the address that carts are received at. */
  visit(ask: Ask, receiver: string): Promise<Visit>;
}

/** Runs the checks, and waits for a cart where that is wished. Throws `CommandRefusal` when a check has failed. */
export async function runSimulation(context: CommandContext, simulation: Simulation): Promise<void> {
  const { url, options } = simulation;
  const allowPrivate = options.allowPrivate === true || isOwnMachine(url);
  const egress = createEgress({ allowPrivate });
  try {
    const ask = asking(egress, options.timeout * 1000);
    const checks = await simulation.check(ask);
    if (!options.json) tellChecks(context, checks);
    const received = options.receive ? await receive(context, simulation, ask) : [];
    if (!options.json && received.length > 0) tellChecks(context, received);
    conclude(context, [...checks, ...received], options.json === true);
  } finally {
    egress.close();
  }
}

/** Where a cart is received that nobody has sent elsewhere. */
export function receiverUrl({ port }: GatewayOptions): string {
  return `http://localhost:${port}`;
}

async function receive(context: CommandContext, simulation: Simulation, ask: Ask): Promise<Check[]> {
  const { options } = simulation;
  const visit = await simulation.visit(ask, receiverUrl(options));
  if (visit.link === '')
    throw new CommandRefusal('There is no cart to wait for: the gateway gave no start page.');
  const { listener, cart } = createCartReceiver(visit.entry);
  const listening = await listen(listener, { port: options.port, host: 'localhost' });
  const tell = options.json ? context.warn : context.print;
  tell(`Waiting ${options.wait} seconds for a cart. Open this link in a browser: ${visit.link}`);
  try {
    const came = await within(cart, options.wait * 1000);
    const seen = came ? `${came.fields.length} fields` : `none in ${options.wait} seconds`;
    return [judged('cart.received', came !== undefined, seen), ...(came ? visit.judge(came) : [])];
  } finally {
    await listening.drain(1_000);
  }
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
