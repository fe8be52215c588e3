import { Command } from 'commander';
import type { Profile } from '../profiles/profile.ts';
import { isLossless, type Survival, survivalOf } from '../profiles/survival.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { WireCart } from '../punchout/wire-cart.ts';
import { ConfigurationError } from '../yaml-file.ts';
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
Exit status: 0 nothing is lost or misread, 1 something is, 2 there is no cart to look at, or wrong usage.`;

export function previewCommand(context: CommandContext): Command {
  return new Command('preview')
    .description('what a procurement platform will keep, cut, drop, misread or reject of a cart')
    .argument(
      '[file]',
      'an OCI form, a cart as JSON or a PunchOutOrderMessage: the document, or the form that carries it',
      readInput,
    )
    .requiredOption('--profile <profile>', 'as punchgate profile list shows it', readProfile)
    .option('--session <id>', 'the cart that this visit returned, in place of a file')
    .option('--json', 'as JSON')
    .addHelpText('after', help)
    .action(async (bytes: Buffer | undefined, options: PreviewOptions, command: Command) => {
      const cart = await cartFor(context, { bytes, options }).catch((thrown) =>
        command.error(`error: ${problemOf(thrown)}`),
      );
      preview(context, cart, options);
    });
}

/** Status 1 is for a cart that something is lost of; all that keeps one from being looked at is wrong usage. */
function problemOf(thrown: unknown): string {
  if (thrown instanceof PunchOutError) return thrown.detail;
  if (thrown instanceof CommandRefusal || thrown instanceof ConfigurationError) return thrown.message;
  throw thrown;
}

interface Asked {
  bytes: Buffer | undefined;
  options: PreviewOptions;
}

/**
 * The cart that the profile's platform is to receive.
 * @throws CommandRefusal, PunchOutError where there is none
 */
async function cartFor(context: CommandContext, { bytes, options }: Asked): Promise<WireCart> {
  const { session, profile } = options;
  if ((bytes === undefined) === (session === undefined))
    throw new CommandRefusal('give either a file or --session');
  const cart = bytes ? cartOfBytes(bytes) : await cartOfSession(context, session ?? '');
  if (cart.protocol !== profile.protocol)
    throw new CommandRefusal(
      `the cart is ${cart.protocol}, the platform of the profile ${profile.name} speaks ${profile.protocol}`,
    );
  if (cart.lines.length === 0) throw new CommandRefusal('the cart has no lines');
  return cart;
}

/** @throws CommandRefusal when that visit has returned nothing */
async function cartOfSession(context: CommandContext, id: string): Promise<WireCart> {
  return await withAdapters(context, async ({ sessions }) => {
    const session = await sessions.byId(id);
    if (!session) throw new CommandRefusal(`there is no session ${id}: punchgate session list shows them`);
    const end = await sessions.endOf(id);
    if (end?.status === 'cancelled')
      throw new CommandRefusal(`the session ${id} was cancelled: it returned no cart`);
    if (!end?.form) throw new CommandRefusal(`the session ${id} has not returned a cart`);
    return cartOfFields(end.form.fields);
  });
}

/** @throws CommandRefusal when something is lost or misread */
function preview(context: CommandContext, cart: WireCart, { profile, json }: PreviewOptions): void {
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
