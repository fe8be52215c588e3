import { Command, Option } from 'commander';
import { lintDocument } from '../cxml/lint-document.ts';
import { lintForm } from '../oci/lint-form.ts';
import { type CommandContext, CommandRefusal, printList } from './command-context.ts';
import { type InputKind, kindOf, readInput } from './input-file.ts';

interface LintOptions {
  kind?: InputKind;
  json?: boolean;
}

interface Finding {
  severity: 'refused' | 'tolerated';
  line: number;
  path: string;
  problem: string;
}

/** No configuration and no store is opened: it works on any machine. */
export function lintCommand(context: CommandContext): Command {
  return new Command('lint')
    .description('what is wrong with a cXML document or an OCI form, worst first')
    .argument(
      '<file>',
      'a cXML document; an OCI form url-encoded, as name=value lines or as a page; a cart as JSON',
      readInput,
    )
    .addOption(new Option('--kind <kind>', 'instead of telling by content').choices(['cxml', 'oci']))
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nrefused: Punchgate or a strict receiver refuses it. tolerated: wrong, and read all the same.\nExit status: 0 nothing to find, 1 findings, 2 wrong usage.',
    )
    .action((bytes: Buffer, options: LintOptions) => lint(context, bytes, options));
}

/** @throws CommandRefusal when there are findings */
function lint(context: CommandContext, bytes: Buffer, { kind = kindOf(bytes), json }: LintOptions): void {
  const findings: Finding[] = kind === 'cxml' ? lintDocument(bytes) : lintForm(bytes);
  const rows = findings.toSorted(worstFirst).map(({ severity, line, path, problem }) => {
    return { severity, line, where: path, problem };
  });
  if (rows.length === 0 && !json) context.print(`Nothing to find (read as ${kind})`);
  else printList(context, rows, { json });
  if (rows.length === 0) return;
  const refused = rows.filter(({ severity }) => severity === 'refused').length;
  throw new CommandRefusal(`${refused} refused, ${rows.length - refused} tolerated (read as ${kind})`);
}

function worstFirst(left: Finding, right: Finding): number {
  return left.severity.localeCompare(right.severity) || left.line - right.line;
}
