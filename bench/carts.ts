import type { Comparison } from './measure.ts';
import type { Section } from './report.ts';
import { sampleCart } from './sample-cart.ts';
import { compareWork } from './work-rate.ts';
import { ownReturn, peerReturn } from './write-return.ts';

const protocols = ['oci', 'cxml'] as const;
const sizes = [1, 100, 1_000];

export async function carts(): Promise<Section> {
  const rows: Comparison[] = [];
  for (const protocol of protocols) {
    for (const size of sizes) {
      const cart = sampleCart(size);
      const work = { ours: ownReturn(protocol, cart), theirs: peerReturn(protocol, cart) };
      rows.push(
        await compareWork(
          { what: `${protocol}, ${size.toLocaleString('en-US')} lines`, unit: 'carts/s' },
          work,
        ),
      );
    }
  }
  return {
    title: 'Carts mapped and written',
    peer: '@propeller-commerce/propeller-v2-punchout 0.1.0',
    note:
      'Both write the same fields. Only Punchgate works in decimals, searches the price that gives each line back, ' +
      'proves the total,\ncuts to the lengths of the protocol, maps units by table and holds the message against the DTD.',
    rows,
  };
}
