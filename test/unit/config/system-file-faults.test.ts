import { describe, expect, it } from 'vitest';
import { checked, cxml, faultsOf, jaeger, oci } from './sample-system-file.ts';

describe('a fault of the file is told where it stands', () => {
  it.each<[string, object, string]>([
    ['no protocol', { ...oci, protocol: undefined }, 'protocol: '],
    ['a name with blanks', { ...oci, name: 'Buyer AG' }, 'name: lower-case letters'],
    ['an unknown setting', { ...oci, colour: 'red' }, 'colour: there is no such setting'],
    [
      'a hash for a password',
      { ...oci, customers: [{ ...jaeger, passwordHash: 'x' }] },
      'customers.0.passwordHash: there is no',
    ],
    [
      'an id that is none',
      { ...oci, customers: [{ ...jaeger, id: '7' }] },
      'customers.0.id: the id of a Shopware customer',
    ],
    [
      'a token that can be guessed',
      { ...oci, customers: [{ ...jaeger, token: 'short' }] },
      'customers.0.token: ',
    ],
    [
      'an unknown data field',
      { ...oci, fields: { item: { A: 'product.colour' } } },
      'fields.item.A.from.0: unknown data field "product.colour" (column 1)',
    ],
    [
      'an expression with an unknown step',
      { ...oci, fields: { item: { A: 'product.name | shout' } } },
      'fields.item.A.from.0: "shout" is none of cut, ',
    ],
    [
      'a table that is not there',
      { ...oci, fields: { item: { A: 'product.name | lookup "groups"' } } },
      'fields.item.A.from.0: there is no table "groups"',
    ],
    [
      'a field that OCI cannot have',
      { ...oci, fields: { item: { 'a b': 'product.name' } } },
      'fields.item.a b: no field of oci',
    ],
    [
      'a field that cXML cannot have',
      { ...cxml, fields: { item: { VENDORMAT: 'product.name' } } },
      'fields.item.VENDORMAT: no field of cxml',
    ],
    [
      'two fields that share a name in a JSON cart',
      { ...oci, cartFormat: 'json', fields: { item: { MATNR: 'product.ean', MAT_NUMBER: 'product.ean' } } },
      'fields.item.MAT_NUMBER: another field is matNumber in a JSON cart too',
    ],
    [
      'a host that is none',
      { ...oci, returnHosts: ['buyer.example', 'buyer.example/path'] },
      'returnHosts.1: not a host or an origin',
    ],
    ['no host', { ...oci, returnHosts: [] }, 'returnHosts: at least one host'],
    [
      'a price basis by a DTD that has none',
      { ...cxml, priceBasisQuantity: true, dtdVersion: '1.2.020' },
      'priceBasisQuantity: needs dtdVersion 1.2.036 or later',
    ],
    [
      'tax by rate as a line of its own',
      { ...cxml, taxDetail: true, tax: 'own-line', units: { default: 'EA' } },
      'taxDetail: needs tax: header or tax: line',
    ],
    [
      'tax as a line without a unit',
      { ...cxml, tax: 'own-line', units: { table: { pc: 'EA' } } },
      'tax: needs units.default, the unit of the line of tax',
    ],
    [
      'shipping as a line of a cXML cart without a unit',
      { ...cxml, shipping: 'line' },
      'shipping: needs units.default, the unit of the line of shipping',
    ],
    [
      'a category by its name',
      { ...cxml, categories: { tools: 'Tools' } },
      'categories.tools: an id of the shop: 32 hexadecimal digits',
    ],
    [
      'an OCI unit of four letters',
      { ...oci, units: { table: { pc: 'PCE', m: 'METR' } } },
      'units.table.m: an OCI unit has at most 3',
    ],
    [
      'an OCI unit of four letters that is converted to',
      { ...oci, units: { table: { m: { code: 'METR', factor: '2' } } } },
      'units.table.m.code: an OCI unit has at most 3',
    ],
    [
      'a factor that is none',
      { ...oci, units: { table: { m: { code: 'CMT', factor: 'hundred' } } } },
      'units.table.m.factor: neither a positive number nor a data field of the product',
    ],
    [
      'a factor that is an expression',
      { ...oci, units: { table: { m: { code: 'CMT', factor: 'product.customField.x | round' } } } },
      'units.table.m.factor: neither a positive number nor a data field of the product (by its name alone)',
    ],
    [
      'a conversion without a factor',
      { ...cxml, units: { table: { m: { code: 'CMT' } } } },
      'units.table.m: a code, or { code, factor }',
    ],
    [
      'an OCI default of four letters',
      { ...oci, units: { default: 'EACH' } },
      'units.default: an OCI unit has at most 3',
    ],
    [
      'bundles as a hierarchy without a unit for their heads',
      { ...oci, bundles: 'hierarchy', units: { table: { pc: 'PCE' } } },
      'bundles: needs units.default',
    ],
    [
      'a customer without a login',
      { ...oci, customers: [{ id: jaeger.id, user: 'x' }] },
      'customers.0: needs a password or a token',
    ],
    [
      'a password without a user',
      { ...oci, customers: [{ id: jaeger.id, password: 'x' }] },
      'customers.0: needs a user or an email',
    ],
    [
      'a user who is there twice',
      { ...oci, customers: [jaeger, { ...jaeger, id: 'b'.repeat(32), user: 'JAEGER' }] },
      'customers.1: user is taken',
    ],
    [
      'an e-mail that is the user of another',
      { ...oci, customers: [jaeger, { id: 'b'.repeat(32), email: 'jaeger', password: 'x' }] },
      'customers.1: user is taken',
    ],
    [
      'a check that accepts nobody',
      { ...cxml, login: { ...checked, to: {} } },
      'login.to: checked, but no credential is accepted',
    ],
    [
      'a SharedSecret that is not given',
      { ...cxml, sharedSecret: undefined },
      'sharedSecret: checked by login.sharedSecret',
    ],
    ['an empty list of SharedSecrets', { ...cxml, sharedSecret: [] }, 'sharedSecret: '],
    ['three SharedSecrets', { ...cxml, sharedSecret: ['a', 'b', 'c'] }, 'sharedSecret: '],
    [
      'two customers where one is meant',
      { ...cxml, customers: [...cxml.customers, { id: 'b'.repeat(32) }] },
      'customers: login.customer fixed needs exactly one',
    ],
    [
      'no customer where one is meant',
      { ...cxml, customers: [] },
      'customers: login.customer fixed needs exactly one',
    ],
    [
      'a customer without the e-mail that finds him',
      { ...cxml, login: { ...checked, customer: 'email' }, customers: [{ id: jaeger.id }] },
      'customers.0: needs an email',
    ],
  ])('%s', (_, file, fault) => {
    expect(faultsOf(file)).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    [
      'a token alone is a login',
      { ...oci, customers: [{ id: jaeger.id, token: 'a-token-of-16-characters' }] },
    ],
    [
      'an e-mail is a user',
      { ...oci, customers: [{ id: jaeger.id, email: 'a@buyer.example', password: 'x' }] },
    ],
    [
      'a System may check nothing but the secret',
      { ...cxml, login: { from: { check: false }, to: { check: false }, sender: { check: false } } },
    ],
    [
      'a System may check no secret',
      { ...cxml, login: { ...checked, sharedSecret: false }, sharedSecret: undefined },
    ],
    ['a price basis goes with a later DTD', { ...cxml, priceBasisQuantity: true, dtdVersion: '1.2.036' }],
    ['tax may be a line where there is a unit', { ...cxml, tax: 'own-line', units: { default: 'EA' } }],
    ['an OCI shop without shipping costs needs no unit for them', { ...oci, shipping: 'line', units: {} }],
    ['tax by rate goes with each line', { ...cxml, taxDetail: true, tax: 'line' }],
    ['a category may have any agreed id', { ...cxml, categories: { 'A 1/2': 'a'.repeat(32) } }],
    ['a cXML unit may be longer', { ...cxml, units: { table: { pc: 'EACH' } } }],
  ])('but %s', (_, file) => {
    expect(faultsOf(file)).toEqual([]);
  });

  it('all faults of a file are told at once, with the line of each', () => {
    const file = { ...oci, name: 'Buyer AG', returnHosts: ['a b'], units: { default: 'EACH' }, shop: '' };
    expect(linesOf(file)).toEqual(['2: name', '3: shop', '5: returnHosts.0', '11: units.default']);
  });

  it('also where one of them is a value of a wrong type', () => {
    const file = { ...oci, name: 4711, returnHosts: ['a b'], units: { default: 'EACH' } };
    expect(linesOf(file)).toEqual(['2: name', '5: returnHosts.0', '11: units.default']);
  });
});

/** Line and setting of every fault, in the order of the file. */
function linesOf(file: object): string[] {
  const lines = faultsOf(file).map((fault) => fault.split(': ').slice(0, 2).join(': '));
  return lines.sort((left, right) => Number.parseInt(left, 10) - Number.parseInt(right, 10));
}
