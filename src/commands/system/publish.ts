import { Command } from 'commander';
import { type PublishOptions, PublishRefusal, publishDraft } from '../../publish-system.ts';
import { type CommandContext, CommandRefusal, withAdapters } from '../command-context.ts';
import { publishedRecord, publishedText } from './draft-text.ts';

export function publishCommand(context: CommandContext): Command {
  return new Command('publish')
    .description('make the draft of a System its newest revision, and have its license bound anew if needed')
    .argument('<name>')
    .option('--without-license', 'leave licenses as they are, even if buyers are refused then')
    .option('--json', 'as JSON')
    .action((name: string, options: PublishOptions & { json?: boolean }) => publish(context, name, options));
}

async function publish(
  context: CommandContext,
  name: string,
  { json, ...options }: PublishOptions & { json?: boolean },
): Promise<void> {
  await withAdapters(context, async (adapters) => {
    const published = await publishDraft(name, options, adapters).catch(refused);
    const record = JSON.stringify(publishedRecord(published, options), undefined, 2);
    context.print(json ? record : publishedText(published, options));
  });
}

function refused(error: unknown): never {
  if (error instanceof PublishRefusal) throw new CommandRefusal(`${error.message}\n${error.advice}`);
  throw error;
}
