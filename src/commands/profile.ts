import { Command } from 'commander';
import type { Profile } from '../profiles/profile.ts';
import { profiles } from '../profiles/profiles.ts';
import { systemSettingsText } from '../system-file-text.ts';
import { type CommandContext, printList } from './command-context.ts';
import { readProfile } from './profile-option.ts';

/** No configuration and no store is opened: it works on any machine. */
export function profileCommand(context: CommandContext): Command {
  const command = new Command('profile').description('what is known about procurement platforms');
  command
    .command('list')
    .description('all profiles')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) => {
      const rows = profiles.map(({ name, protocol, title }) => ({ name, protocol, title }));
      printList(context, rows, options);
    });
  command
    .command('show')
    .description(
      'how a platform calls, a System for it, what it does with a cart, and where that is known from',
    )
    .argument('<name>', 'as punchgate profile list shows it', readProfile)
    .option('--json', 'as JSON')
    .action((profile: Profile, { json }: { json?: boolean }) =>
      context.print(json ? JSON.stringify(profile, undefined, 2) : profileText(profile)),
    );
  return command;
}

function profileText(profile: Profile): string {
  const parts = [
    `${profile.name}: ${profile.title}, ${profile.protocol}`,
    section('How it calls', callLines(profile)),
    section('Settings of a System', systemSettingsText(profile).trimEnd().split('\n')),
    section('What it does with a cart', receivedLines(profile)),
    section('Known from', sourceLines(profile)),
  ];
  return parts.join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

function callLines({ call }: Profile): string[] {
  if (call.protocol === 'oci') {
    const parameters = call.parameters.map(([name, value]) => `${name}=${value}`);
    const functions = call.functions.length > 0 ? [`functions: ${call.functions.join(', ')}`] : [];
    return [`${call.method.toUpperCase()}, ${call.charset}`, ...parameters, ...functions];
  }
  return [
    `From ${call.fromDomain}, To ${call.toDomain}, Sender ${call.senderDomain}, UserAgent ${call.userAgent}`,
    `DTD ${call.dtdVersion}${call.doctype ? '' : ' without DOCTYPE'}, ${call.contentType}`,
    `operations: ${call.operations.join(', ')}`,
    ...call.extrinsics.map(([name]) => `Extrinsic ${name}`),
  ];
}

function receivedLines({ receives }: Profile): string[] {
  const { fields, otherFields, priceDecimals, refusedUnits = [], unknownUnit, priceUnit } = receives;
  return [
    ...Object.entries(fields).map(([name, field]) => `${name}: ${ruleText(field)}`),
    ...(otherFields === 'dropped' ? ['other fields: dropped'] : []),
    ...(priceDecimals === undefined ? [] : [`prices: at most ${priceDecimals} decimals`]),
    ...refusedUnits.map((unit) => `unit ${unit}: refused`),
    ...(unknownUnit === undefined ? [] : [`a unit that ${unknownUnit}`]),
    `a price for more than one unit: ${priceUnit ? 'understood' : 'read as the price of one'}`,
  ];
}

function ruleText(rule: Profile['receives']['fields'][string]): string {
  const { length, bytes, otherwise, required, requiredUnless, requiredWith, pattern, changed } = rule;
  const parts = [
    length === undefined ? [] : [`at most ${length} ${bytes ? 'bytes' : 'characters'}`],
    pattern === undefined ? [] : [`written as ${pattern}`],
    length === undefined && pattern === undefined ? [] : [`otherwise ${otherwise ?? defaultFate(rule)}`],
    required ? ['required'] : [],
    requiredUnless === undefined ? [] : [`required unless ${requiredUnless}`],
    requiredWith === undefined ? [] : [`required with ${requiredWith}`],
    changed === undefined ? [] : ['written in capitals'],
  ].flat();
  return parts.join(', ') || 'taken';
}

function defaultFate({ length }: { length?: number }): string {
  return length === undefined ? 'dropped' : 'cut';
}

function sourceLines({ sources }: Profile): string[] {
  return sources.flatMap(({ fact, source, confidence }) => [`${confidence}: ${fact}`, `  ${source}`]);
}
