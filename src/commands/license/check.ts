import { Command } from 'commander';
import type { LicenseQuestion, LicenseVerdict } from '../../punchout/license-verdict.ts';
import type { LicenseAuthority } from '../../punchout/ports.ts';
import { PunchOutError } from '../../punchout/punchout-error.ts';
import type { Reason } from '../../punchout/reasons.ts';
import { type CommandContext, withAdapters } from '../command-context.ts';
import { isoTime } from '../iso-time.ts';
import { assertCustomers, systemQuestion } from './system-question.ts';

export function checkCommand(context: CommandContext): Command {
  return new Command('check')
    .description('the verdict that this customer of the System would get now, past the cache')
    .argument('<system>', 'name of the System')
    .argument('<customer>', 'id of one of its customers')
    .option('--json', 'as JSON')
    .action((system: string, customer: string, options: { json?: boolean }) =>
      withAdapters(context, async (adapters) => {
        const { system: stored, question } = await systemQuestion(system, adapters);
        assertCustomers(stored, [customer]);
        const verdict = await verdictOf({ ...question, customerId: customer }, adapters.office);
        const until = verdict.valid ? isoTime(verdict.until) : undefined;
        if (options.json) context.print(JSON.stringify({ ...verdict, until }, undefined, 2));
        if (!verdict.valid) throw new PunchOutError(verdict.reason, verdict.detail);
        if (!options.json) context.print(`valid${until ? ` until ${until}` : ''}: ${verdict.detail}`);
      }),
    );
}

type Outcome = Extract<LicenseVerdict, { valid: true }> | { valid: false; reason: Reason; detail: string };

/** That there is no verdict to be had is an answer here too. */
async function verdictOf(question: LicenseQuestion, authority: LicenseAuthority): Promise<Outcome> {
  try {
    return await authority.verdict(question);
  } catch (error) {
    if (!(error instanceof PunchOutError)) throw error;
    return { valid: false, reason: error.reason, detail: error.detail };
  }
}
