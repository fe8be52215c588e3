import { fork } from 'node:child_process';
import { z } from 'zod';
import { alternate, type Comparison, comparisonOf } from './measure.ts';
import { messageOf } from './message-of.ts';
import { peerName } from './peer-cart.ts';
import type { Section } from './report.ts';

const rounds = 2;
const memorySchema = z.object({ heap: z.number(), resident: z.number() });

type Memory = z.infer<typeof memorySchema>;

export async function cartMemory(): Promise<Section> {
  return {
    title: 'Memory for a cart of 1,000 lines',
    peer: peerName,
    note: 'Largest of six carts in a fresh process: growth of the heap, and of the whole process with its buffers.',
    rows: [...(await compareMemory('oci')), ...(await compareMemory('cxml'))],
  };
}

async function compareMemory(protocol: string): Promise<Comparison[]> {
  const sides = { ours: () => memoryOf(protocol, 'ours'), theirs: () => memoryOf(protocol, 'theirs') };
  const pairs = await alternate(rounds, sides);
  const each = (key: keyof Memory) =>
    pairs.map(({ ours, theirs }) => ({ ours: ours[key], theirs: theirs[key] }));
  return [
    comparisonOf({ what: `${protocol}, heap`, unit: 'MB' }, each('heap')),
    comparisonOf({ what: `${protocol}, process`, unit: 'MB' }, each('resident')),
  ];
}

async function memoryOf(protocol: string, side: 'ours' | 'theirs'): Promise<Memory> {
  const child = fork(new URL('child-cart-memory.ts', import.meta.url), [protocol, side], {
    execArgv: ['--expose-gc'],
  });
  return memorySchema.parse(await messageOf(child));
}
