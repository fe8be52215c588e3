import { setTimeout as pause } from 'node:timers/promises';
import { createEgress } from '../../http/egress.ts';
import { type Ask, asking } from '../../simulator/ask.ts';
import { cancelledChecks } from '../../simulator/cancelled.ts';
import { type Check, judged, skipped } from '../../simulator/check.ts';
import type { CheckId } from '../../simulator/check-sentences.ts';
import { counted } from '../../simulator/counted.ts';
import { hadNoVisit, noVisit } from '../../simulator/no-visit.ts';
import { isOwnMachine } from '../../simulator/own-machine.ts';
import type { Entry, ReceivedCart } from '../../simulator/receive-cart.ts';
import type { CommandContext } from '../command-context.ts';
import type { GatewayOptions } from './gateway-options.ts';
import { type OpenReceiver, openReceiver } from './open-receiver.ts';
import { returnAddressLine, returnAddressOf } from './return-address.ts';
import { conclude, tellChecks } from './tell-checks.ts';

/** A visit of a person whose cart is waited for. */
interface Visit {
  /** What the person opens; `''` where there is nothing to open. */
  link: string;
  isCancelled(cart: ReceivedCart): boolean;
  /** What is not judged of a visit that was cancelled. */
  cartIds: readonly CheckId[];
  judge(cart: ReceivedCart): Promise<Check[]>;
}

export interface Simulation {
  url: string;
  options: GatewayOptions;
  /** Where the cart shall go. */
  returnUrl: string;
  entry?: Entry;
  check(ask: Ask): Promise<Check[]>;
  visit(ask: Ask): Promise<Visit>;
}

/** Runs the checks, and waits for a cart where that is wished. Throws `CommandRefusal` when a check has failed. */
export async function runSimulation(context: CommandContext, simulation: Simulation): Promise<void> {
  const { url, options, entry, returnUrl } = simulation;
  const json = options.json === true;
  const returnAddress = returnAddressOf(returnUrl, options);
  const receiver = options.receive ? await openReceiver(options.port, entry) : undefined;
  const allowPrivate = options.allowPrivate === true || isOwnMachine(url);
  const egress = createEgress({ allowPrivate });
  try {
    if (!json) context.print(returnAddressLine(returnAddress));
    const ask = asking(egress, options.timeout * 1000);
    const checks = await simulation.check(ask);
    if (!json) tellChecks(context, checks);
    const reception = receiver && { ask, receiver, hasVisit: !hadNoVisit(checks) };
    const received = reception ? await receive(context, simulation, reception) : [];
    if (!json && received.length > 0) tellChecks(context, received);
    conclude(context, [...checks, ...received], { json, returnAddress });
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
  /** Whether the gateway has let anybody in. */
  hasVisit: boolean;
}

async function receive(
  context: CommandContext,
  { options, visit: begin }: Simulation,
  { ask, receiver, hasVisit }: Reception,
): Promise<Check[]> {
  if (receiver.fault !== '') return [judged('cart.received', false, receiver.fault)];
  if (!hasVisit) return skipped(noVisit, 'cart.received');
  const visit = await begin(ask);
  if (visit.link === '') return [judged('cart.received', false, 'the gateway gave no start page')];
  const tell = options.json ? context.warn : context.print;
  tell(`Waiting ${counted(options.wait, 'second')} for a cart. Open this link in a browser: ${visit.link}`);
  const came = await within(receiver.cart, options.wait * 1000);
  if (!came) return [judged('cart.received', false, `nothing in ${counted(options.wait, 'second')}`)];
  if (visit.isCancelled(came)) return cancelledChecks(visit.cartIds);
  return [judged('cart.received', true, counted(came.fields.length, 'field')), ...(await visit.judge(came))];
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
