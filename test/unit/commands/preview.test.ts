import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { afterAll, describe, expect, test } from 'vitest';
import { CommandRefusal } from '../../../src/commands/command-context.ts';
import { profiles } from '../../../src/profiles/profiles.ts';
import { runCommand } from '../../support/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'preview-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...words: string[]) {
  const { thrown, told } = await runCommand(words);
  return { thrown, printed: told.join('\n') };
}

async function preview(content: string, profile: string, ...options: string[]) {
  const path = join(folder, 'input');
  writeFileSync(path, content);
  return await run('preview', path, '--profile', profile, ...options);
}

const form = (description: string) => `NEW_ITEM-DESCRIPTION[1]=${description}
NEW_ITEM-QUANTITY[1]=1.000
NEW_ITEM-UNIT[1]=PCE
NEW_ITEM-PRICE[1]=10.000
NEW_ITEM-CURRENCY[1]=EUR
NEW_ITEM-VENDORMAT[1]=pg-1`;

const message = `<?xml version="1.0" encoding="UTF-8"?>
<cXML><Header/><Message><PunchOutOrderMessage><BuyerCookie>c</BuyerCookie>
<ItemIn quantity="1"><ItemID><SupplierPartID>A-123456789-123456789-123456</SupplierPartID></ItemID>
<ItemDetail><UnitPrice><Money currency="EUR">10.00</Money></UnitPrice><Description xml:lang="de">Säge</Description>
<UnitOfMeasure>EA</UnitOfMeasure><Classification domain="UNSPSC">27111602</Classification></ItemDetail></ItemIn>
</PunchOutOrderMessage></Message></cXML>`;

describe('punchgate preview', () => {
  test('says that a line arrives whole, and what to ask the buyer', async () => {
    const { thrown, printed } = await preview(form('Hammer'), 'sap-srm');
    expect(thrown).toBeUndefined();
    expect(printed).toMatch(/^1 +6 fields +kept/m);
    expect(printed).toContain('Ask the buyer. Units PCE');
  });

  test('tells line by line what is cut, and ends with status 1', async () => {
    const { thrown, printed } = await preview(form('x'.repeat(41)), 'sap-srm');
    expect(thrown).toBeInstanceOf(CommandRefusal);
    expect(thrown?.message).toBe('sap-srm: 0 of 1 lines rejected, 1 values cut, 0 dropped, 0 misread');
    expect(printed).toMatch(/^1 +DESCRIPTION +cut +x{41} +x{40} +at most 40 characters, it has 41$/m);
  });

  test('a value that is only written otherwise is no loss', async () => {
    const { thrown, printed } = await preview(form('Hammer'), 'ifs');
    expect(thrown).toBeUndefined();
    expect(printed).toMatch(/^1 +VENDORMAT +changed +pg-1 +PG-1 +is written in capitals$/m);
  });

  test('a price that is read as another one is a loss, and no field that is just left out', async () => {
    const { thrown, printed } = await preview(form('Hammer').replace('10.000', '10.0005'), 'sap-srm');
    expect(thrown?.message).toBe('sap-srm: 0 of 1 lines rejected, 0 values cut, 0 dropped, 1 misread');
    expect(printed).toMatch(/^1 +PRICE +misread +10\.0005 +- +a price with more than 3 decimals/m);
  });

  test('gives all of it as JSON', async () => {
    const { printed } = await preview(form('x'.repeat(41)), 'sap-srm', '--json');
    const { profile, lines } = JSON.parse(printed);
    expect(profile).toBe('sap-srm');
    expect(lines[0].fields).toHaveLength(6);
    expect(lines[0].fields[0]).toMatchObject({ field: 'DESCRIPTION', fate: 'cut', after: 'x'.repeat(40) });
  });

  test.each([
    ['a document', message],
    ['a form in base64', `cXML-base64=${Buffer.from(message).toString('base64')}`],
    ['a page', `<form method="post"><input name="cxml-urlencoded" value="${escaped(message)}"></form>`],
  ])('reads a PunchOutOrderMessage from %s', async (_, content) => {
    const { thrown, printed } = await preview(content, 'oracle');
    expect(thrown?.message).toBe('oracle: 0 of 1 lines rejected, 1 values cut, 0 dropped, 0 misread');
    expect(printed).toMatch(/SupplierPartID +cut +A-123456789-123456789-123456 +A-123456789-123456789-123 /);
  });

  test('a cart is rejected as a whole where the platform does so', async () => {
    const { thrown } = await preview(message.replace('A-1', 'A?1'), 'ariba');
    expect(thrown?.message).toBe('ariba: the whole cart is rejected, 0 values cut, 0 dropped, 0 misread');
  });

  test('reads a cart that is JSON, with nothing around it', async () => {
    const item = {
      description: 'x'.repeat(41),
      quantity: '1.000',
      unit: 'PCE',
      price: '1.000',
      currency: 'EUR',
    };
    const { thrown, printed } = await preview(JSON.stringify({ items: [item] }), 'sap-srm');
    expect(thrown).toBeInstanceOf(CommandRefusal);
    expect(printed).toMatch(/^1 +DESCRIPTION +cut/m);
  });

  test.each([
    [
      'the cart of another protocol',
      message,
      'sap-srm',
      'the cart is cxml, the platform of the profile sap-srm',
    ],
    ['a form without items', '~OkCode=ADDI', 'sap-srm', 'the cart has no lines'],
    ['a JSON cart without items', '{"items":[]}', 'sap-srm', 'the cart has no lines'],
    ['a JSON cart that is cut', '{"items":[{', 'sap-srm', 'begins as JSON and is none'],
    ['a request', message.replaceAll('Message>', 'Request>'), 'oracle', 'this is a request, not a cart'],
    ['a response', message.replaceAll('Message>', 'Response>'), 'oracle', 'this is a response, not a cart'],
    ['the call of a buyer', 'USER=u\nHOOK_URL=https://a.example/', 'sap-srm', 'this is the call of a buyer'],
    ['an empty file', ' \n', 'sap-srm', 'the file is empty'],
    ['a text', 'Dear supplier,\nhello', 'sap-srm', 'neither a cXML document nor an OCI form'],
    ['bytes', '\x89PNG\r\n\0=\0', 'sap-srm', 'neither a cXML document nor an OCI form'],
    ['a document that is cut', message.slice(0, 300), 'oracle', 'the document ends before >'],
  ])('%s is no cart that could lose something: wrong usage', async (_, content, profile, text) => {
    const { thrown, printed } = await preview(content, profile);
    expect(thrown).toBeInstanceOf(CommanderError);
    expect(printed).toContain(text);
  });

  test.each([
    ['no profile', ['preview', 'package.json']],
    ['an unknown profile', ['preview', 'package.json', '--profile', 'sap']],
    ['neither file nor session', ['preview', '--profile', 'sap-srm']],
    ['both file and session', ['preview', 'package.json', '--session', 'x', '--profile', 'sap-srm']],
    ['a System from an unknown profile', ['system', 'new', 'buyer', '--profile', 'sap']],
    ['a System from no profile', ['system', 'new', 'buyer']],
    ['a System of no shop', ['system', 'new', 'b', '--profile', 'sap-srm', '--shop', '']],
    ['a System with a name that is none', ['system', 'new', 'Buyer!', '--profile', 'sap-srm']],
    ['a host that is none', ['system', 'new', 'b', '--profile', 'sap-srm', '--return-host', 'a/b']],
    ['a unit without a text', ['unit', 'find', '']],
    ['licenses behind one that cannot be', ['license', 'list', '--after', 'x']],
    ['licenses of a website that is none', ['license', 'list', '--website', 'a b']],
    ['licenses of a customer without an id', ['license', 'list', '--customer', '']],
    ['licenses of half a key', ['license', 'list', '--key-hint', 'ABC']],
    ['a file that is not there', ['preview', 'missing.txt', '--profile', 'sap-srm']],
  ])('%s is wrong usage', async (_, words) => {
    const { thrown } = await run(...words);
    expect(thrown).toBeInstanceOf(CommanderError);
  });
});

describe('punchgate profile', () => {
  test('lists all profiles', async () => {
    const { printed } = await run('profile', 'list', '--json');
    expect(JSON.parse(printed).map(({ name }: { name: string }) => name)).toEqual(
      profiles.map(({ name }) => name),
    );
    expect((await run('profile', 'list')).printed).toMatch(/^coupa +cxml +Coupa$/m);
  });

  test('shows how a platform calls, its settings, its limits and the source of each fact', async () => {
    const { printed } = await run('profile', 'show', 'ifs');
    for (const text of [
      '  HOOK_URL={hookUrl}',
      '  {hookUrl} is not encoded',
      '  functions: none',
      '  assumed: utf-8; no functions are called',
      '  other fields: unknown',
      '  a price for more than one unit: not known whether it is understood',
      '    unencodedHookUrl: true',
      '  VENDORMAT: at most 40 characters, otherwise cut, required, written in capitals',
      '  documented: VENDORMAT is written in capitals',
      '    https://docs.ifs.com/',
    ])
      expect(printed).toContain(text);
    const { printed: coupa } = await run('profile', 'show', 'coupa');
    expect(coupa).toContain('UserAgent Coupa Procurement 1.0');
    expect(coupa).toContain('  Extrinsic UserEmail: {email}');
    expect((await run('profile', 'show', 'sap-srm')).printed).toContain('names only as SAP spells them');
    expect(JSON.parse((await run('profile', 'show', 'coupa', '--json')).printed).name).toBe('coupa');
  });

  test('an unknown name is wrong usage, and the known ones are told', async () => {
    const { thrown, printed } = await run('profile', 'show', 'sap');
    expect(thrown).toBeInstanceOf(CommanderError);
    expect(printed).toContain('sap-srm, sap-mm');
  });
});

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
