import { Command } from 'commander';
import type { Adapters } from '../../adapters.ts';
import type { AssignOrder } from '../../license/assign-customer.ts';
import { websiteOf } from '../../license/website.ts';
import { type CommandContext, withAdapters } from '../command-context.ts';
import { readFingerprint } from '../option-readers.ts';
import { printLicense } from './print-license.ts';
import { assertCustomers, systemQuestion } from './system-question.ts';

interface AssignOptions {
  key?: string;
  website?: string;
  fingerprint?: string;
  customer?: string;
  json?: boolean;
}

export function assignCommand(context: CommandContext): Command {
  const command = new Command('assign')
    .description('give a customer of a System a customer license')
    .argument('[system]', 'name of the System')
    .argument('[customer]', 'id of one of its customers')
    .option('--key <license>', 'key or id of the customer license; by default a free one')
    .option('--website <origin>', 'for a gateway without network: of its shop')
    .option('--fingerprint <fingerprint>', 'for a gateway without network: of its System', readFingerprint)
    .option('--customer <id>', 'for a gateway without network: the customer')
    .option('--json', 'as JSON')
    .usage(
      '<system> <customer> [options]\n   or: --website <origin> --fingerprint <fingerprint> --customer <id> [options]',
    );
  return command.action(async (system?: string, customer?: string, options: AssignOptions = {}) => {
    if (!isEitherForm(system, customer, options))
      command.error('error: give a System and a customer, or --website, --fingerprint and --customer');
    await withAdapters(context, async (adapters) => {
      const order =
        system === undefined || customer === undefined
          ? orderByHand(options)
          : await orderFor({ system, customer }, adapters);
      const license = await adapters.office.assign({ ...order, license: options.key });
      await printLicense({ kind: 'customer', license }, adapters, { context, json: options.json });
    });
  });
}

function isEitherForm(
  system: string | undefined,
  customerArgument: string | undefined,
  { website, fingerprint, customer }: AssignOptions,
): boolean {
  const named = [system, customerArgument].filter((value) => value !== undefined).length;
  const byHand = [website, fingerprint, customer].filter((value) => value !== undefined).length;
  return (named === 2 && byHand === 0) || (named === 0 && byHand === 3);
}

async function orderFor(
  { system: name, customer }: { system: string; customer: string },
  adapters: Adapters,
): Promise<AssignOrder> {
  const { system, question } = await systemQuestion(name, adapters);
  assertCustomers(system, [customer]);
  return { website: question.website, fingerprint: question.fingerprint, customerId: customer };
}

function orderByHand({ website = '', fingerprint = '', customer = '' }: AssignOptions): AssignOrder {
  return { website: websiteOf(website), fingerprint, customerId: customer };
}
