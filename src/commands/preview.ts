import { Command } from 'commander';
import type { Profile } from '../profiles/profile.ts';
import { isLossless, type Survival, survivalOf } from '../profiles/survival.ts';
import type { WireCart } from '../punchout/wire-cart.ts';
import { type CommandContext, CommandRefusal, printList, withAdapters } from './command-context.ts';
import { readInput } from './input-file.ts';
import { readProfile } from './profile-option.ts';
import { cartOfBytes, cartOfFields } from './read-cart.ts';

interface PreviewOptions {
  profile: Profile;
  session?: string;
  json?: boolean;
}

const help = `
misread: the line arrives, and its price is read as another one.
Exit status: 0 nothing is lost or misread, 1 something is, 2 wrong usage.`;

export function previewCommand(context: CommandContext): Command {
  return new Command('preview')
    .description('what a procurement platform will keep, cut, drop, misread or reject of a cart')
    .argument(
      '[file]',
      'an OCI form or a PunchOutOrderMessage: the document, or the form that carries it',
      readInput,
    )
    .requiredOption('--profile <profile>', 'as punchgate profile list shows it', readProfile)
    .option('--session <id>', 'the cart that this visit returned, in place of a file')
    .option('--json', 'as JSON')
    .addHelpText('after', help)
    .action(async (bytes: Buffer | undefined, options: PreviewOptions, command: Command) => {
      if ((bytes === undefined) === (options.session === undefined))
        command.error('error: give a file or --session');
      const cart = bytes ? cartOfBytes(bytes) : await cartOfSession(context, options.session ?? '');
      preview(context, cart, options);
    });
}

/** @throws CommandRefusal when that visit has returned nothing */
async function cartOfSession(context: CommandContext, id: string): Promise<WireCart> {
  return await withAdapters(context, async ({ sessions }) => {
    const end = await sessions.endOf(id);
    if (end?.status !== 'returned' || !end.form)
      throw new CommandRefusal(`The visit ${id} has returned no cart. punchgate session list shows them.`);
    return cartOfFields(end.form.fields);
  });
}

/** @throws CommandRefusal when something is lost or misread, or there is nothing to look at */
function preview(context: CommandContext, cart: WireCart, { profile, json }: PreviewOptions): void {
  if (cart.protocol !== profile.protocol)
    throw new CommandRefusal(
      `The cart is ${cart.protocol}, the profile ${profile.name} ${profile.protocol}.`,
    );
  if (cart.lines.length === 0) throw new CommandRefusal('There is no line in it.');
  const survival = survivalOf(cart, profile.receives);
  if (json) context.print(JSON.stringify({ profile: profile.name, ...survival }, undefined, 2));
  else printSurvival(context, survival);
  if (!isLossless(survival)) throw new CommandRefusal(summary(survival, profile));
}

function printSurvival(context: CommandContext, { lines, cart, ask }: Survival): void {
  const rows = lines.flatMap(({ line, fields }) => {
    const touched = fields.filter(({ fate }) => fate !== 'kept');
    const kept = { line, field: `${fields.length} fields`, fate: 'kept', before: '', after: '', reason: '' };
    const told = touched.map(({ field, fate, before, after = '', reason = '' }) => {
      return { line, field, fate, before: short(before), after: short(after), reason };
    });
    return told.length > 0 ? told : [kept];
  });
  printList(context, rows, {});
  for (const { fate, reason } of cart) context.print(`cart: ${fate}, ${reason}`);
  for (const question of ask) context.print(`Ask the buyer. ${question}`);
}

function short(text: string): string {
  const characters = [...text];
  return characters.length <= 60 ? text : `${characters.slice(0, 59).join('')}…`;
}

function summary({ lines, cart }: Survival, { name }: Profile): string {
  const fields = lines.flatMap((line) => line.fields);
  const count = (fate: string) => fields.filter((field) => field.fate === fate).length;
  const whole = lines.some(({ fate }) => fate === 'cart rejected');
  const lost = lines.filter(({ fate }) => fate === 'line rejected').length;
  const fate = whole ? 'the whole cart is rejected' : `${lost} of ${lines.length} lines rejected`;
  const dropped = count('dropped') + cart.length;
  return `${name}: ${fate}, ${count('cut')} values cut, ${dropped} dropped, ${count('misread')} misread`;
}
