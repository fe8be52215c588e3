import { type Command, CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import { commandLine } from '../../support/command-line.ts';

/** Nothing is ever opened: wrong usage is told before. */
const untouched = () => commandLine({ environment: { PUNCHGATE_CONFIG: '/nowhere/punchgate.yaml' } });

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

const wrongUsage: [string, string][] = [
  ['license issue', 'name a System; or sell licenses'],
  ['license issue --holder X --subscription S-1', 'not both'],
  ['license issue --subscription S-1 --paid-until 2030-01-01', 'give its --holder'],
  ['license issue --holder X --systems many', 'not a whole number from 0 to 1000'],
  ['license issue --holder X --systems 0', 'nothing is sold'],
  ['license issue --holder X --customer a', '--customer is for a System'],
  ['license issue buyer-srm --systems 2', '--systems is for a sale'],
  ['license issue buyer-srm --paid-until 2030-01-01', '--paid-until is for a sale'],
  ['license connect id', 'name the System, or give the --website'],
  ['license connect id buyer-srm --system-id x', 'name the System, or give its --fingerprint'],
  ['license connect id --website a.example --system-id x', '--fingerprint and --system-id go together'],
  ['license assign buyer-srm', 'give a System and a customer'],
  ['license assign buyer-srm a --customer b', 'give a System and a customer'],
  ['license move id', 'give one of'],
  ['license move id --customer x --system buyer-srm', 'give one of'],
  ['license staging id', 'give the origins, or --none'],
  ['license staging id https://a.example --none', 'give the origins, or --none'],
  ['license list --fingerprint v1:short', '64 hexadecimal digits'],
  ['license list --limit 0', 'not a whole number from 1 to 10000'],
  ['license import file --trust short', 'the id of a key'],
  ['license export S-1 --days 0', 'not a whole number from 1 to 3660'],
  ['license check buyer-srm', "missing required argument 'customer'"],
  ['subscription create', '--holder'],
  ['subscription renew S-1 --paid-until 2030-02-30', 'not a date'],
  ['subscription renew S-1 --paid-until tomorrow', 'not a date'],
  ['subscription cancel S-1 --now --ends 2030-01-01', 'cannot be used with'],
  ['subscription list --status over', 'Allowed choices are active, cancelled, ended'],
  ['audit verify --head nonsense', '<sequence>:<hash>'],
  ['session list --limit abc', 'not a whole number'],
  ['licence list', "unknown command 'licence'"],
];

describe('the command line', () => {
  test.each(wrongUsage)('tells what is wrong with: punchgate %s', async (line, problem) => {
    const { program, warned: told, printed } = untouched();
    const ended = await program.parseAsync(line.split(' '), { from: 'user' }).catch((error) => error);
    expect(ended).toBeInstanceOf(CommanderError);
    expect(ended.exitCode).not.toBe(0);
    expect(told.join('\n')).toContain(problem);
    expect(printed).toEqual([]);
  });

  test('describes every command, argument and option, and says how each is used', () => {
    for (const command of everyCommand(untouched().program)) {
      expect(command.description(), command.name()).not.toBe('');
      expect(command.helpInformation()).toMatch(/^Usage: punchgate/);
      for (const option of command.options) expect(option.description, option.flags).not.toBe('');
    }
  });

  test('has JSON for every command that tells of licenses, subscriptions and their history', () => {
    const rooms = ['license', 'subscription', 'audit', 'signing-key'];
    const { commands } = untouched().program;
    const told = commands
      .filter((command) => rooms.includes(command.name()))
      .flatMap(({ commands: all }) => all);
    expect(told.length).toBeGreaterThan(25);
    const without = told.filter(({ options }) => options.every(({ long }) => long !== '--json'));
    expect(without.map((command) => command.name())).toEqual([]);
  });
});
