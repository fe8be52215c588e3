import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { cartMemory } from './cart-memory.ts';
import { carts } from './carts.ts';
import { downloads } from './downloads.ts';
import { edits } from './edits.ts';
import { licenseSize } from './license-size.ts';
import { logins } from './logins.ts';
import { proxy } from './proxy.ts';
import { readers } from './readers.ts';
import { type Section, tableOf } from './report.ts';
import { verdicts } from './verdicts.ts';
import { writers } from './writers.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const machine = {
  node: process.version,
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
};
const preface = `Node ${machine.node}, ${machine.cores} cores, ${machine.processor}
Only the ratios mean anything: Punchgate divided by what stands beside it, both measured in turns in this run.
`;

const sections: Section[] = [];
if (!values.json) console.log(preface);
for (const measure of [
  logins,
  carts,
  cartMemory,
  downloads,
  edits,
  writers,
  readers,
  verdicts,
  licenseSize,
  proxy,
]) {
  const section = await measure();
  sections.push(section);
  if (!values.json) console.log(tableOf(section));
}
if (values.json) console.log(JSON.stringify({ machine, sections }, undefined, 2));
