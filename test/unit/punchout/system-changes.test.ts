import { describe, expect, it } from 'vitest';
import type { System } from '../../../src/punchout/system.ts';
import { describeChanges } from '../../../src/punchout/system-changes.ts';
import { sampleCustomer, sampleCxmlSystem, sampleOciSystem } from './sample-system.ts';

const rules = (item: object, other = {}) => ({ fields: { item, shipping: {}, discount: {}, ...other } });
const oci = (changes: object) => sampleOciSystem({ ...rules({}), ...changes });

const { name: company, ...unnamed } = sampleCustomer;
const withCustomer = (changes: object) => oci({ customers: [{ ...sampleCustomer, ...changes }] });

const other: [says: string, before: System, after: System][] = [
  ['the title is now SRM, was Buyer AG', oci({}), oci({ title: 'SRM' })],
  ['the shop is now outlet, was main', oci({}), oci({ shop: 'outlet' })],
  ['the System is now disabled', oci({}), oci({ active: false })],
  ['the System is now active', oci({ active: false }), oci({})],
  ['bundles is now hierarchy, was flat', oci({}), oci({ bundles: 'hierarchy' })],
  ['charset is now iso-8859-1, was utf-8', oci({}), oci({ charset: 'iso-8859-1' })],
  [
    'where cookies of the shop are kept is now gateway, was browser',
    oci({}),
    oci({ shopCookies: 'gateway' }),
  ],
  [
    'what goes while the shop cannot show the cart is now transfer, was refuse',
    oci({}),
    oci({ lastCart: 'transfer' }),
  ],
  ['shipping is now none, was line', oci({}), oci({ shipping: 'none' })],
  ['what a cancelled visit does is now message, was empty-post', oci({}), oci({ cancel: 'message' })],
  ['the most hits of a search is now 50, was 25', oci({}), oci({ hits: 50 })],
  ['the largest page of a download is now 50, was 1000', oci({}), oci({ pageSize: 50 })],
  ['how a cart is written is now json, was fields', oci({}), oci({ cartFormat: 'json' })],
  ['the field of a JSON cart is now cart, was json', oci({}), oci({ jsonField: 'cart' })],
  ['function DETAIL removed', oci({ functions: ['DETAIL'] }), oci({ functions: [] })],
  ['function DETAIL added', oci({ functions: [] }), oci({ functions: ['DETAIL'] })],
  ['decimals of prices is now 3', oci({}), oci({ prices: { decimals: 3 } })],
  ['the largest price unit is now 1, was 10000', oci({}), oci({ prices: { maximumUnit: 1 } })],
  [
    'the DTD version is now 1.2.050, was 1.2.014',
    sampleCxmlSystem(),
    sampleCxmlSystem({ dtdVersion: '1.2.050' }),
  ],
  [
    'the field of the returned cart is now cxml-urlencoded, was cxml-base64',
    sampleCxmlSystem(),
    sampleCxmlSystem({ returnField: 'cxml-urlencoded' }),
  ],
  [
    'the spelling of that field is now guide, was lower',
    sampleCxmlSystem(),
    sampleCxmlSystem({ returnFieldCase: 'guide' }),
  ],
  ['tax is now line, was none', sampleCxmlSystem(), sampleCxmlSystem({ tax: 'line' })],
  ['tax is now own-line, was none', sampleCxmlSystem(), sampleCxmlSystem({ tax: 'own-line' })],
  [
    'whether tax is told by rate is now true, was false',
    sampleCxmlSystem(),
    sampleCxmlSystem({ taxDetail: true }),
  ],
  [
    'whether a price may be for more than one unit is now true, was false',
    sampleCxmlSystem(),
    sampleCxmlSystem({ priceBasisQuantity: true }),
  ],
  [
    `category tools (${'a'.repeat(32)}) added`,
    sampleCxmlSystem(),
    sampleCxmlSystem({ categories: { tools: 'a'.repeat(32) } }),
  ],
  [
    'operationAllowed is now create, was edit',
    sampleCxmlSystem(),
    sampleCxmlSystem({ operationAllowed: 'create' }),
  ],
  ...(['from', 'to', 'sender'] as const).map((party): [string, System, System] => [
    `${party[0]?.toUpperCase()}${party.slice(1)} of a returned cart is now AN02 (NetworkID)`,
    sampleCxmlSystem(),
    sampleCxmlSystem({ headerCredentials: { [party]: { domain: 'NetworkID', identity: 'AN02' } } }),
  ]),
  ['return host new.example added', oci({}), oci({ returnHosts: ['buyer.example', 'new.example'] })],
  ['return host buyer.example removed', oci({}), oci({ returnHosts: [] })],
  ['frame ancestor a.example added', oci({}), oci({ frameAncestors: ['a.example'] })],
  ['customer Jäger Werke removed', oci({}), oci({ customers: [] })],
  ['customer K-10042 added', oci({ customers: [] }), oci({ customers: [unnamed] })],
  [`customer K-10042: name is now ${company}`, oci({ customers: [unnamed] }), oci({})],
  ['customer Jäger Werke: user is now j2, was jaeger', oci({}), withCustomer({ user: 'j2' })],
  ['customer Jäger Werke: password added', oci({}), withCustomer({ passwordHash: 'hash-1' })],
  [
    'customer Jäger Werke: password changed',
    withCustomer({ passwordHash: 'hash-1' }),
    withCustomer({ passwordHash: 'hash-2' }),
  ],
  ['customer Jäger Werke: token removed', withCustomer({ tokenHash: 'hash-1' }), oci({})],
  ['SharedSecret added', sampleCxmlSystem(), sampleCxmlSystem({ sharedSecretHashes: ['hash-1'] })],
  [
    'SharedSecret changed',
    sampleCxmlSystem({ sharedSecretHashes: ['hash-1'] }),
    sampleCxmlSystem({ sharedSecretHashes: ['hash-2'] }),
  ],
  [
    'only spelling, order, or what is not checked',
    oci({}),
    oci({ login: { user: 'UserName', hookUrl: 'hook_url' } }),
  ],
];

describe('an operator reads what an edit changes that no license is bound to', () => {
  it.each(other)('%s', (says, before, after) => {
    expect(describeChanges(before, after)).toEqual({ licensed: [], other: [says] });
  });

  it('never what a secret is, nor its hash', () => {
    const before = sampleCxmlSystem({ sharedSecretHashes: ['hash-1'], customers: [] });
    const after = sampleCxmlSystem({
      sharedSecretHashes: ['hash-2'],
      customers: [{ ...sampleCustomer, passwordHash: 'hash-3', tokenHash: 'hash-4' }],
    });
    expect(JSON.stringify(describeChanges(before, after))).not.toContain('hash-');
  });

  it('that a System is new', () => {
    expect(describeChanges(undefined, oci({}))).toEqual({ licensed: [], other: ['the System is new'] });
  });

  it('nothing, where nothing was changed', () => {
    expect(describeChanges(oci({}), oci({}))).toEqual({ licensed: [], other: [] });
  });
});
