import { describe, expect, it } from 'vitest';
import { systemFingerprint } from '../../../src/punchout/system-fingerprint.ts';
import { sampleCxmlSystem, sampleOciSystem } from './sample-system.ts';

const oci = {
  login: { user: 'USER', password: 'PASS', fixed: { CID: '1', LANG: 'de' } },
  fields: {
    item: {
      DESCRIPTION: { from: ['product.name', 'item.name'], length: 40 },
      VENDOR: { from: ['product.ean'], fixed: '1768' },
    },
    shipping: { DESCRIPTION: { from: ['item.name'] } },
    discount: {},
  },
  units: { table: { pc: 'PCE', kg: 'KGM' }, default: 'EA', productField: 'oci_unit' },
};

const credential = (domain: string, identity: string) => ({ domain, identity });
const cxml = {
  login: {
    from: { credentials: [credential('DUNS', '12'), credential('NetworkId', 'AN01')] },
    to: { check: false },
    sender: { credentials: [credential('NetworkId', 'AN02')] },
    customer: 'email',
    emailFrom: ['UserEmail', 'Contact'],
  },
};

const print = (changes: object) => systemFingerprint(sampleOciSystem({ ...oci, ...changes }));
const cxmlPrint = (changes: object) =>
  systemFingerprint(sampleCxmlSystem({ login: { ...cxml.login, ...changes } }));
const { item } = oci.fields;
const fields = (changes: object) => ({ fields: { ...oci.fields, ...changes } });
const description = (changes: object) =>
  fields({ item: { ...item, DESCRIPTION: { ...item.DESCRIPTION, ...changes } } });

describe('a license goes on fitting', () => {
  it.each<[string, object]>([
    ['another name of the System', { name: 'renamed', title: 'Another title' }],
    ['another id', { id: '11111111-2222-4333-8444-555555555555' }],
    ['a new customer', { customers: [{ id: 'd'.repeat(32), user: 'new', email: 'new@buyer.example' }] }],
    ['no customer at all', { customers: [] }],
    ['a new password and token', { customers: [{ id: 'c'.repeat(32), passwordHash: 'x', tokenHash: 'y' }] }],
    [
      'another return host and frame',
      { returnHosts: ['other.example'], frameAncestors: ['https://a.example'] },
    ],
    ['another shop', { shop: 'other' }],
    ['a System that is switched off', { active: false }],
    [
      'another charset, price rule and end',
      { charset: 'windows-1252', prices: { decimals: 2 }, cancel: 'message' },
    ],
    [
      'parameter names in another case',
      { login: { user: 'User', password: 'pAss', fixed: { cid: '1', Lang: 'de' } } },
    ],
    [
      'parameters in another order',
      { login: { fixed: { LANG: 'de', CID: '1' }, password: 'PASS', user: 'USER' } },
    ],
    ['a default that is written out', { login: { ...oci.login, token: 'TOKEN', method: 'any' } }],
    ['fields in another order', fields({ item: { VENDOR: item.VENDOR, DESCRIPTION: item.DESCRIPTION } })],
    ['settings of units that are written out', { units: { ...oci.units, standard: true, unmapped: 'warn' } }],
    [
      'units in another order',
      { units: { productField: 'oci_unit', default: 'EA', table: { kg: 'KGM', pc: 'PCE' } } },
    ],
  ])('with %s', (_, changes) => {
    expect(print(changes)).toBe(print({}));
  });

  it.each<[string, object]>([
    ['credentials in another order', { from: { credentials: cxml.login.from.credentials.toReversed() } }],
    [
      'domains and identities in another case',
      { sender: { credentials: [credential('NETWORKID', 'an02')] } },
    ],
    [
      'credentials of a party that is not checked',
      { to: { check: false, credentials: [credential('DUNS', '9')] } },
    ],
    [
      'a check that is written out',
      { sender: { check: true, credentials: [credential('NetworkId', 'AN02')] } },
    ],
    ['names of extrinsics in another case', { emailFrom: ['useremail', 'Contact'] }],
  ])('of a cXML System with %s', (_, changes) => {
    expect(cxmlPrint(changes)).toBe(cxmlPrint({}));
  });

  it('where the e-mail is looked for is of no matter while the System has one customer', () => {
    expect(cxmlPrint({ customer: 'fixed', emailFrom: ['Contact'] })).toBe(cxmlPrint({ customer: 'fixed' }));
  });

  it('where the number is looked for matters only while customers are known by it', () => {
    expect(cxmlPrint({ numberFrom: ['ShipTo'] })).toBe(cxmlPrint({}));
    const byNumber = { customer: 'number' as const };
    expect(cxmlPrint({ ...byNumber, numberFrom: ['ShipTo'] })).not.toBe(cxmlPrint(byNumber));
    expect(cxmlPrint({ credentialMac: false })).toBe(cxmlPrint({}));
  });

  it('new SharedSecrets change nothing', () => {
    expect(systemFingerprint(sampleCxmlSystem({ sharedSecretHashes: ['a', 'b'] }))).toBe(
      systemFingerprint(sampleCxmlSystem()),
    );
  });
});

describe('a license fits no longer', () => {
  it.each<[string, object]>([
    ['another data field', description({ from: ['product.description', 'item.name'] })],
    ['another order of fallbacks', description({ from: ['item.name', 'product.name'] })],
    ['one fallback less', description({ from: ['product.name'] })],
    ['another length', description({ length: 39 })],
    ['no length', fields({ item: { ...item, DESCRIPTION: { from: item.DESCRIPTION.from } } })],
    ['a fixed value more', description({ fixed: 'x' })],
    ['another fixed value', fields({ item: { ...item, VENDOR: { ...item.VENDOR, fixed: '1769' } } })],
    ['one field more', fields({ item: { ...item, MATGROUP: { from: [], fixed: '1' } } })],
    ['one field less', fields({ item: { VENDOR: item.VENDOR } })],
    ['a field of the shipping line', fields({ shipping: {} })],
    ['a field of the discount line', fields({ discount: { DESCRIPTION: { from: ['item.name'] } } })],
    ['another code of a unit', { units: { ...oci.units, table: { pc: 'ST', kg: 'KGM' } } }],
    ['one unit more', { units: { ...oci.units, table: { ...oci.units.table, m: 'MTR' } } }],
    [
      'a unit in another case, for the shop tells them apart',
      { units: { ...oci.units, table: { PC: 'PCE', kg: 'KGM' } } },
    ],
    ['another default unit', { units: { ...oci.units, default: 'PCE' } }],
    [
      'a unit that is converted',
      { units: { ...oci.units, table: { pc: { code: 'PCE', factor: '1' }, kg: 'KGM' } } },
    ],
    ['standard units switched off', { units: { ...oci.units, standard: false } }],
    ['unmapped units that stop the cart', { units: { ...oci.units, unmapped: 'block' } }],
    ['another unit field', { units: { ...oci.units, productField: 'unit' } }],
    ['another name of the user parameter', { login: { ...oci.login, user: 'LOGIN' } }],
    ['another name of the password parameter', { login: { ...oci.login, password: 'PIN' } }],
    ['another name of the token parameter', { login: { ...oci.login, token: 'KEY' } }],
    ['another name of the return address', { login: { ...oci.login, hookUrl: 'RETURN' } }],
    ['another name of the target', { login: { ...oci.login, target: 'FRAME' } }],
    ['another method', { login: { ...oci.login, method: 'post' } }],
    ['another value of a fixed parameter', { login: { ...oci.login, fixed: { CID: '2', LANG: 'de' } } }],
    [
      'a value of a fixed parameter in another case',
      { login: { ...oci.login, fixed: { CID: '1', LANG: 'DE' } } },
    ],
    ['one fixed parameter less', { login: { ...oci.login, fixed: { CID: '1' } } }],
  ])('with %s', (_, changes) => {
    expect(print(changes)).not.toBe(print({}));
  });

  it.each<[string, object]>([
    ['another identity', { sender: { credentials: [credential('NetworkId', 'AN03')] } }],
    ['another domain', { sender: { credentials: [credential('DUNS', 'AN02')] } }],
    [
      'one credential more',
      { sender: { credentials: [credential('NetworkId', 'AN02'), credential('DUNS', '7')] } },
    ],
    ['a check switched off', { sender: { check: false, credentials: [credential('NetworkId', 'AN02')] } }],
    ['a check switched on', { to: { check: true, credentials: [credential('DUNS', '9')] } }],
    ['the credentials of From and Sender exchanged', { from: cxml.login.sender, sender: cxml.login.from }],
    ['no SharedSecret', { sharedSecret: false }],
    ['a CredentialMac accepted', { credentialMac: true }],
    ['customers known by number', { customer: 'number' }],
    ['one customer for all calls', { customer: 'fixed' }],
    ['the e-mail looked for in another order', { emailFrom: ['Contact', 'UserEmail'] }],
  ])('of a cXML System with %s', (_, changes) => {
    expect(cxmlPrint(changes)).not.toBe(cxmlPrint({}));
  });

  it('because the protocol is another', () => {
    const same = { fields: { item: {}, shipping: {}, discount: {} }, units: {} };
    expect(systemFingerprint(sampleOciSystem(same))).not.toBe(systemFingerprint(sampleCxmlSystem(same)));
  });
});
