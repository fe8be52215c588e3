import { Command } from 'commander';
import type { CxmlCall, OciCall, Profile, ReceivedField, Source } from '../profiles/profile.ts';
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
    section('How it calls', [...callLines(profile), ...assumed(profile, 'call')]),
    section('Settings of a System', [
      ...systemSettingsText(profile).trimEnd().split('\n'),
      ...assumed(profile, 'system').map((line) => `# ${line}`),
    ]),
    section('What it does with a cart', [...receivedLines(profile), ...assumed(profile, 'cart')]),
    section('Known from', profile.sources.flatMap(sourceLines)),
  ];
  return parts.join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

function callLines({ call }: Profile): string[] {
  return call.protocol === 'oci' ? ociCallLines(call) : cxmlCallLines(call);
}

function ociCallLines({ method, charset, parameters, unencodedHookUrl, functions }: OciCall): string[] {
  return [
    `${method.toUpperCase()}, ${charset}`,
    ...parameters.map(([name, value]) => `${name}=${value}`),
    ...(unencodedHookUrl ? ['{hookUrl} is not encoded'] : []),
    `functions: ${functions.join(', ') || 'none'}`,
  ];
}

function cxmlCallLines(call: CxmlCall): string[] {
  return [
    `From ${call.fromDomain}, To ${call.toDomain}, Sender ${call.senderDomain}, UserAgent ${call.userAgent}`,
    `DTD ${call.dtdVersion}${call.doctype ? '' : ' without DOCTYPE'}, ${call.encoding}, ${call.contentType}`,
    `operations: ${call.operations.join(', ')}`,
    ...call.extrinsics.map(([name, value]) => `Extrinsic ${name}: ${value}`),
  ];
}

function receivedLines({ receives }: Profile): string[] {
  const { fields, otherFields = 'kept', priceDecimals, unknownUnit, priceUnit, strictNames } = receives;
  return [
    ...Object.entries(fields).map(([name, field]) => `${name}: ${ruleText(field)}`),
    `other fields: ${otherFields}`,
    ...(strictNames ? ['names only as SAP spells them (NEW_ITEM-LONGTEXT_1:132[]), items from 1'] : []),
    ...(priceDecimals
      ? [`a price with more than ${priceDecimals.most} decimals ${priceDecimals.otherwise}`]
      : []),
    ...(unknownUnit === undefined ? [] : [`a unit that ${unknownUnit}`]),
    `a price for more than one unit: ${priceUnitText(priceUnit)}`,
  ];
}

function priceUnitText(priceUnit: Profile['receives']['priceUnit']): string {
  if (priceUnit === 'unknown') return 'not known whether it is understood';
  return priceUnit ? 'understood' : 'read as the price of one';
}

function ruleText(rule: ReceivedField): string {
  const { length, bytes, otherwise, required, requiredUnless, requiredWith, pattern, changed } = rule;
  const parts = [
    length === undefined ? [] : [`at most ${length} ${bytes ? 'bytes' : 'characters'}`],
    pattern === undefined ? [] : [`written as ${pattern}`],
    length === undefined && pattern === undefined ? [] : [`otherwise ${otherwise ?? defaultFate(rule)}`],
    required ? ['required'] : [],
    requiredUnless === undefined ? [] : [`required unless ${requiredUnless}`],
    requiredWith === undefined ? [] : [`required with ${requiredWith.join(' or ')}`],
    changed === undefined ? [] : ['written in capitals'],
  ].flat();
  return parts.join(', ') || 'taken';
}

function defaultFate({ length }: ReceivedField): string {
  return length === undefined ? 'dropped' : 'cut';
}

/** What nothing public tells stands where it is used. */
function assumed({ sources }: Profile, part: 'call' | 'system' | 'cart'): string[] {
  return sources
    .filter((source) => source.confidence === 'assumed')
    .filter(({ about }) => about === part)
    .map(({ fact }) => `assumed: ${fact}`);
}

function sourceLines(source: Source): string[] {
  if (source.confidence === 'assumed') return [];
  return [`${source.confidence}: ${source.fact}`, `  ${source.source}`];
}
