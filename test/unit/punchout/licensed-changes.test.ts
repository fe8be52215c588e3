import { describe, expect, it } from 'vitest';
import type { System } from '../../../src/punchout/system.ts';
import { describeChanges } from '../../../src/punchout/system-changes.ts';
import { sampleCxmlSystem, sampleOciSystem } from './sample-system.ts';

const rules = (item: object, other = {}) => ({ fields: { item, shipping: {}, discount: {}, ...other } });
const rule = (from: string[], more = {}) => ({ from, ...more });
const credential = (identity: string, domain = 'NetworkId') => ({ domain, identity });
const oci = (changes: object) => sampleOciSystem({ ...rules({}), ...changes });
const cxml = (login: object) =>
  sampleCxmlSystem({ ...rules({}), login: { to: { check: false }, sender: { check: false }, ...login } });

const licensed: [says: string, before: System, after: System][] = [
  [
    'login parameter user is now LOGIN, was USERNAME',
    oci({ login: { user: 'username' } }),
    oci({ login: { user: 'login' } }),
  ],
  ['login method is now post, was any', oci({}), oci({ login: { method: 'post' } })],
  ['fixed parameter CATALOG=main added', oci({}), oci({ login: { fixed: { catalog: 'main' } } })],
  ['fixed parameter CATALOG=main removed', oci({ login: { fixed: { CATALOG: 'main' } } }), oci({})],
  [
    'fixed parameter CATALOG is now b, was a',
    oci({ login: { fixed: { CATALOG: 'a' } } }),
    oci({ login: { fixed: { catalog: 'b' } } }),
  ],
  [
    'credential of From NetworkId AN02 added',
    cxml({ from: { credentials: [credential('AN01')] } }),
    cxml({ from: { credentials: [credential('an01'), credential('AN02')] } }),
  ],
  [
    'credential of Sender DUNS 77 removed',
    cxml({ sender: { credentials: [credential('AN01'), credential('77', 'DUNS')] } }),
    cxml({ sender: { credentials: [credential('AN01')] } }),
  ],
  ['From is no longer checked', cxml({}), cxml({ from: { check: false } })],
  ['To is now checked', cxml({}), cxml({ to: { check: true } })],
  ['the SharedSecret is no longer checked', cxml({}), cxml({ sharedSecret: false })],
  ['the SharedSecret is now checked', cxml({ sharedSecret: false }), cxml({})],
  [
    'the customer is now found by e-mail, from useremail, else Contact',
    cxml({}),
    cxml({ customer: 'email' }),
  ],
  ['every call is now for the one customer of the System', cxml({ customer: 'email' }), cxml({})],
  [
    'where the e-mail of the customer is looked for is now Contact, was useremail',
    cxml({ customer: 'email', emailFrom: ['User Email'] }),
    cxml({ customer: 'email', emailFrom: ['Contact'] }),
  ],
  [
    'field item.VENDORMAT is now from product.ean, was from product.number',
    oci(rules({ VENDORMAT: rule(['product.number']) })),
    oci(rules({ VENDORMAT: rule(['product.ean']) })),
  ],
  [
    'field item.VENDORMAT is now from item.name, else product.name, was from product.name, else item.name',
    oci(rules({ VENDORMAT: rule(['product.name', 'item.name']) })),
    oci(rules({ VENDORMAT: rule(['item.name', 'product.name']) })),
  ],
  [
    'field item.MATGROUP is now from product.category, else "27", was from product.category',
    oci(rules({ MATGROUP: rule(['product.category']) })),
    oci(rules({ MATGROUP: rule(['product.category'], { fixed: '27' }) })),
  ],
  [
    'field item.MATGROUP is now always "28", cut to 2 characters, was always "27"',
    oci(rules({ MATGROUP: rule([], { fixed: '27' }) })),
    oci(rules({ MATGROUP: rule([], { fixed: '28', length: 2 }) })),
  ],
  [
    'field item.MATGROUP is now always "27", cut to 5 characters and 9 bytes, was always "27", cut to 9 bytes',
    oci(rules({ MATGROUP: rule([], { fixed: '27', bytes: 9 }) })),
    oci(rules({ MATGROUP: rule([], { fixed: '27', length: 5, bytes: 9 }) })),
  ],
  ['field item.MATGROUP added, empty', oci({}), oci(rules({ MATGROUP: rule([]) }))],
  [
    'field shipping.DESCRIPTION added, from item.name',
    oci({}),
    oci(rules({}, { shipping: { DESCRIPTION: rule(['item.name']) } })),
  ],
  [
    'field discount.DESCRIPTION removed, was from item.name',
    oci(rules({}, { discount: { DESCRIPTION: rule(['item.name']) } })),
    oci({}),
  ],
  ['unit Stück is now PCE', oci({ units: {} }), oci({ units: { table: { Stück: 'PCE' } } })],
  [
    'unit Stück is now PCE, was EA',
    oci({ units: { table: { Stück: 'EA' } } }),
    oci({ units: { table: { Stück: 'PCE' } } }),
  ],
  [
    'unit Stück is no longer mapped, was PCE',
    oci({ units: { table: { Stück: 'PCE' } } }),
    oci({ units: {} }),
  ],
  [
    'unit Karton is now 100 PCE, was XCT',
    oci({ units: { table: { Karton: 'XCT' } } }),
    oci({ units: { table: { Karton: { code: 'PCE', factor: '100' } } } }),
  ],
  [
    'unit Karton is no longer mapped, was product.content PCE',
    oci({ units: { table: { Karton: { code: 'PCE', factor: 'product.content' } } } }),
    oci({ units: {} }),
  ],
  ['standard names of units are no longer asked', oci({ units: {} }), oci({ units: { standard: false } })],
  ['standard names of units are now asked', oci({ units: { standard: false } }), oci({ units: {} })],
  ['a unit without a code now stops the cart', oci({ units: {} }), oci({ units: { unmapped: 'block' } })],
  [
    'a unit without a code now goes as the default',
    oci({ units: { unmapped: 'block' } }),
    oci({ units: {} }),
  ],
  ['the default unit is now EA', oci({ units: {} }), oci({ units: { default: 'EA' } })],
  ['the default unit is no longer set, was EA', oci({ units: { default: 'EA' } }), oci({ units: {} })],
  ['the product field of units is now u', oci({ units: {} }), oci({ units: { productField: 'u' } })],
  ['the protocol is now cxml, was oci', oci({ units: {} }), sampleCxmlSystem({ ...rules({}), units: {} })],
];

describe('an operator reads what an edit changes that the license is bound to', () => {
  it.each(licensed)('%s', (says, before, after) => {
    const aligned = { ...after, id: before.id, name: before.name };
    expect(describeChanges(before, aligned).licensed).toEqual([says]);
  });
});

describe('what would read alike is told apart', () => {
  const emails = (emailFrom: string[]) => cxml({ customer: 'email', emailFrom });
  const accepting = (domain: string, identity: string) =>
    cxml({ from: { credentials: [credential(identity, domain)] } });

  it.each([
    ['a blank in a domain and one in an identity', accepting('a', 'b c'), accepting('a b', 'c')],
    ['one name with a comma and two names', emails(['a,b']), emails(['a', 'b'])],
    ['one name with the words between two and two names', emails(['a, else b']), emails(['a', 'b'])],
  ])('%s', (_, before, after) => {
    expect(describeChanges(before, after).licensed).not.toEqual([]);
  });
});
