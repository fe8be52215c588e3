import { Command } from 'commander';
import type { Adapters } from '../../adapters.ts';
import { moveWebsite } from '../../license/bind-license.ts';
import type { KeyedLicense } from '../../punchout/license-store.ts';
import { type CommandContext, withAdapters } from '../command-context.ts';
import { assertIssuer } from '../with-issuer.ts';
import { assertNotImported, findLicense } from './find-licenses.ts';
import { printLicense } from './print-license.ts';
import { assertCustomers, systemQuestion } from './system-question.ts';
import { warnOfBinding } from './warn-of-binding.ts';

interface MoveOptions {
  customer?: string;
  website?: string;
  system?: string;
  json?: boolean;
}

export function moveCommand(context: CommandContext): Command {
  const command = new Command('move')
    .description('move a license to another customer, System or website: give one of them')
    .argument('<license>', 'key or id')
    .option('--customer <id>', 'a customer license to another customer of its System')
    .option('--system <name>', 'a system license to another System, from the one that has it')
    .option('--website <origin>', 'for the issuer: a system license to another website')
    .option('--json', 'as JSON');
  return command.action(async (license: string, options: MoveOptions) => {
    const { customer, website, system, json } = options;
    if ([customer, website, system].filter((value) => value !== undefined).length !== 1)
      command.error('error: give one of --customer, --system and --website');
    await withAdapters(context, async (adapters) => {
      await assertNotImported(license, adapters);
      const moved = await move(license, options, adapters);
      await printLicense(moved, adapters, { context, json });
      if (moved.kind === 'system') await warnOfBinding(moved.license, adapters, context);
    });
  });
}

async function move(
  license: string,
  { customer, website, system = '' }: MoveOptions,
  adapters: Adapters,
): Promise<KeyedLicense> {
  const { office } = adapters;
  if (customer !== undefined) await assertKnownCustomer(license, customer, adapters);
  if (customer !== undefined)
    return { kind: 'customer', license: await office.move({ license, customerId: customer }) };
  if (website !== undefined) {
    assertIssuer(adapters);
    return { kind: 'system', license: await moveWebsite({ license, website }, adapters) };
  }
  const { question } = await systemQuestion(system, adapters);
  const target = { id: question.systemId, fingerprint: question.fingerprint };
  const order = { license, website: question.website, system: target, takeOver: true };
  return { kind: 'system', license: await office.connect(order) };
}

/** A customer whom no System of that license has would only take the seat of one who shops. */
async function assertKnownCustomer(name: string, customerId: string, adapters: Adapters): Promise<void> {
  const { kind, license: seat } = await findLicense(name, adapters);
  if (kind !== 'customer' || seat.systemLicenseId === undefined) return;
  const { license } = await findLicense(seat.systemLicenseId, adapters);
  const fingerprint = 'fingerprint' in license ? license.fingerprint : undefined;
  const systems = fingerprint === undefined ? [] : await adapters.systems.byFingerprint(fingerprint);
  const isKnown = systems.some(({ system }) => system.customers.some(({ id }) => id === customerId));
  const [first] = systems;
  if (first && !isKnown) assertCustomers(first.system, [customerId]);
}
