import { Command } from 'commander';
import { type CommandContext, withAdapters } from '../command-context.ts';
import { dateHelp, readCount, readEnd, readName } from '../option-readers.ts';
import { assertIssuer } from '../with-issuer.ts';
import { issueForSystem } from './issue-for-system.ts';
import { type Sale, sellLicenses } from './sell-licenses.ts';

interface IssueOptions extends Sale {
  customer?: string[];
  json?: boolean;
}

const ofSale = ['systems', 'customers', 'rebinds', 'staging', 'paidUntil', 'reference'] as const;

export function issueCommand(context: CommandContext): Command {
  const command = new Command('issue')
    .description('for a System: license its configuration and its customers; without one: sell licenses')
    .argument('[system]', 'name of the System')
    .option('--customer <id...>', 'with a System: ids of its customers; by default all of them')
    .option('--subscription <subscription>', 'id or reference of an existing subscription')
    .option('--holder <name>', 'whose new subscription it is; with a System by default "own"', readName)
    .option('--reference <text>', 'of the new subscription, e.g. the number of an order', readName)
    .option('--paid-until <date>', `of the new subscription: ${dateHelp}`, readEnd)
    .option(
      '--systems <n>',
      'how many system licenses, each with a customer license (default: 1)',
      readCount(0, 1_000),
    )
    .option('--customers <n>', 'how many customer licenses besides (default: 0)', readCount(0, 10_000))
    .option(
      '--rebinds <n>',
      'how often each system license may be bound anew; by default always',
      readCount(0, 1_000),
    )
    .option('--staging <origin...>', 'staging and test hosts that count as the website')
    .option('--json', 'as JSON')
    .usage('<system> [options]\n   or: --subscription <subscription> | --holder <name> [options]');
  return command.action(async (system: string | undefined, options: IssueOptions) => {
    const problem = system === undefined ? saleProblem(options) : systemProblem(options);
    if (problem) command.error(`error: ${problem}`);
    await withAdapters(context, async (adapters) => {
      assertIssuer(adapters);
      if (system === undefined) await sellLicenses(options, adapters, { context, json: options.json });
      else await issueForSystem({ ...options, system }, adapters, { context, json: options.json });
    });
  });
}

function systemProblem(options: IssueOptions) {
  const strange = ofSale.find((name) => options[name] !== undefined);
  if (strange === undefined) return bothProblem(options);
  return `--${strange === 'paidUntil' ? 'paid-until' : strange} is for a sale, without a System`;
}

function saleProblem(options: IssueOptions) {
  const { customer, subscription, holder, reference, paidUntil, systems = 1, customers = 0 } = options;
  if (customer) return '--customer is for a System: name it';
  if (subscription === undefined && holder === undefined)
    return 'name a System; or sell licenses: under a --subscription, or under a new one of a --holder';
  if (holder === undefined && (reference !== undefined || paidUntil !== undefined))
    return '--reference and --paid-until are for a new subscription: give its --holder';
  return systems + customers === 0 ? 'nothing is sold: give --systems or --customers' : bothProblem(options);
}

function bothProblem({ subscription, holder }: IssueOptions) {
  return (
    subscription !== undefined && holder !== undefined && 'give a --subscription or a --holder, not both'
  );
}
