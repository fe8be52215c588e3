import { listen } from '../../listen.ts';
import { type CartReceiver, createCartReceiver, type Entry } from '../../simulator/receive-cart.ts';

export interface OpenReceiver extends Pick<CartReceiver, 'cart'> {
  /** Why it cannot listen, `''` where it does. */
  fault: string;
  close(): Promise<void>;
}

/** Listens before anything is asked: a gateway may be quick, a port busy. */
export async function openReceiver(port: number, entry: Entry | undefined): Promise<OpenReceiver> {
  const { listener, cart } = createCartReceiver(entry);
  try {
    const listening = await listen(listener, { port, host: 'localhost' });
    return { cart, fault: '', close: () => listening.drain(1_000) };
  } catch (thrown) {
    return { cart, fault: portFault(thrown, port), close: async () => undefined };
  }
}

function portFault(thrown: unknown, port: number): string {
  if (!(thrown instanceof Error && 'code' in thrown)) throw thrown;
  const busy = thrown.code === 'EADDRINUSE';
  return `port ${port} ${busy ? 'is in use' : `cannot be opened (${thrown.code})`}: name another one with --port`;
}
