import type { Comparison } from './measure.ts';
import { peerName } from './peer-cart.ts';
import type { Section } from './report.ts';
import { countOfLines, sampleCart } from './sample-cart.ts';
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
        await compareWork({ what: `${protocol}, ${countOfLines(size)}`, unit: 'carts/processor s' }, work),
      );
    }
  }
  return {
    title: 'Carts mapped and written',
    peer: peerName,
    note:
      'The same fields from the same cart (the peer has no LeadTime in cXML). Only Punchgate counts in decimals, ' +
      'searches the price that\ngives each line back, proves the total, keeps to the lengths of the protocol, maps ' +
      'units by table and holds the message against the DTD.',
    rows,
  };
}
