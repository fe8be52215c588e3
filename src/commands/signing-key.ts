import { Command } from 'commander';
import { currentSigningKey, rotateSigningKey } from '../license/signing-keys.ts';
import type { SigningKey } from '../punchout/signed-licenses.ts';
import { type CommandContext, printList, printRecord } from './command-context.ts';
import { isoTime } from './iso-time.ts';
import { withIssuer } from './with-issuer.ts';

export function signingKeyCommand(context: CommandContext): Command {
  const command = new Command('signing-key').description('the keys that license documents are signed with');
  command
    .command('list')
    .description('oldest first; the last one signs')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      withIssuer(context, async (adapters) => {
        const { id: newest } = await currentSigningKey(adapters);
        const keys = await adapters.signingKeys.list();
        printList(
          context,
          keys.map((key) => row(key, newest)),
          options,
        );
      }),
    );
  command
    .command('rotate')
    .description('sign with a new key from now on; who believes the present one believes the new one')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      withIssuer(context, async (adapters) => {
        const key = await rotateSigningKey(adapters);
        printRecord(context, row(key, key.id), options);
      }),
    );
  return command;
}

function row({ id, createdAt, endorsement }: SigningKey, newest: string) {
  return { id, created: isoTime(createdAt), signs: id === newest, endorsed: endorsement !== undefined };
}
