import { tmpdir } from 'node:os';
import { cxmlReturnProtocol } from '../src/cxml/return-protocol.ts';
import { livesOf } from '../src/gateway.ts';
import { ociReturnProtocol } from '../src/oci/return-protocol.ts';
import { openEarlierCart } from '../src/punchout/earlier-cart.ts';
import { enterSession } from '../src/punchout/enter-session.ts';
import { returnCart } from '../src/punchout/return-cart.ts';
import type { CartWish } from '../src/punchout/session.ts';
import { type StartRequest, startSession } from '../src/punchout/start-session.ts';
import type { CxmlSystem } from '../src/punchout/system.ts';
import { type BenchGateway, openBenchGateway } from './bench-gateway.ts';
import { compareLatency } from './latency.ts';
import type { Section } from './report.ts';
import { sampleOrigin, sampleVisit } from './sample-visit.ts';
import { startServer } from './start-server.ts';

const lines = 100;
const times = 20;

/** Earlier carts that a buyer opens again: from the lines of the request to the cart in the shop. */
export async function edits(): Promise<Section> {
  const shop = await startServer(new URL('child-shop.ts', import.meta.url));
  const gateway = await openBenchGateway(tmpdir(), `http://127.0.0.1:${shop.port}`);
  const buyer = await returnedCart(gateway);
  const row = await compareLatency(
    `edit of ${lines} lines`,
    { ours: () => buyer.edit(), theirs: () => buyer.fillAlone() },
    times,
  );
  await gateway.adapters.close();
  await shop.stop();
  return {
    title: 'Earlier carts opened again',
    peer: 'the calls of the shop alone that open a session, fill its cart and read it',
    note: 'Less is better. Ours also checks each reference, finds the cart in SQLite, stores the visit and compares prices.',
    rows: [row],
  };
}

interface Buyer {
  edit(): Promise<void>;
  fillAlone(): Promise<void>;
}

/** A buyer whose first visit has returned a cart. */
async function returnedCart({ config, adapters }: BenchGateway): Promise<Buyer> {
  const protocols = { cxml: cxmlReturnProtocol(sampleOrigin), oci: ociReturnProtocol };
  const ports = { ...adapters, licenses: adapters.authority, lives: livesOf(config), protocols };
  const { stored, customer } = await cxmlBuyer(adapters);
  const shop = adapters.shops.byName('bench');
  const begin = async (opening: Partial<StartRequest>) => {
    const { startToken } = await startSession({ ...startRequest(), stored, customer, ...opening }, ports);
    return await enterSession({ startToken, browserKey: undefined }, ports);
  };
  const first = await begin({ entry: { page: { kind: 'cart' }, lines: wishes } });
  await returnCart(first, ports);
  const returned = await adapters.sessions.lastCart(first.session);
  const requested = (returned?.lines ?? []).map(({ reference, quantity, source }) => ({
    ...{ reference, quantity, number: source.number ?? '' },
  }));
  if (requested.length !== lines) throw new Error(`${requested.length} lines came back`);
  return {
    async edit() {
      const question = { stored, customer, operation: 'edit' as const, lines: requested };
      const { cartId, lines: restored } = await openEarlierCart(question, ports);
      const entry = { page: { kind: 'cart' } as const, lines: restored };
      const { notices } = await begin({ operation: 'edit', cartId, entry });
      if (notices.length > 0) throw new Error('the cart came back otherwise');
    },
    async fillAlone() {
      const { contextToken } = await shop.openSession(customer);
      await shop.fillCart(contextToken, wishes);
      await shop.readCart(contextToken);
    },
  };
}

const wishes: CartWish[] = Array.from({ length: lines }, (_, index) => ({
  productId: index.toString(16).padStart(32, '0'),
  number: `BENCH-${index}`,
  quantity: String(1 + (index % 7)),
}));

async function cxmlBuyer({ systems }: BenchGateway['adapters']) {
  const stored = await systems.byName('bench-cxml');
  const [customer] = stored?.system.customers ?? [];
  if (stored?.system.protocol !== 'cxml' || !customer) throw new Error('the bench has a cXML System');
  return { stored: { ...stored, system: stored.system satisfies CxmlSystem }, customer };
}

function startRequest() {
  const { protocolData, parameters, extrinsics, returnUrl, returnTarget } = sampleVisit('cxml').session;
  return { protocolData, parameters, extrinsics, returnUrl, returnTarget };
}
