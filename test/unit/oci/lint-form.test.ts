import { describe, expect, it } from 'vitest';
import { lintForm } from '../../../src/oci/lint-form.ts';

function lint(text: string): string[] {
  return lintForm(Buffer.from(text)).map(
    ({ severity, line, path, problem }) => `${severity} ${line} ${path} ${problem}`,
  );
}

const hookUrl = 'https://buyer.example/back?a=1&b=2';
const encoded = encodeURIComponent(hookUrl);
const cart = [
  'NEW_ITEM-DESCRIPTION[1]=Hammer',
  'NEW_ITEM-QUANTITY[1]=3.000',
  'NEW_ITEM-UNIT[1]=PCE',
  'NEW_ITEM-PRICE[1]=10.000',
  'NEW_ITEM-CURRENCY[1]=EUR',
];

describe('a call of a procurement system', () => {
  it.each([
    ['url-encoded', `USERNAME=u&PASSWORD=hush&HOOK_URL=${encoded}`],
    ['as a POST', `POST https://shop.example/oci?USERNAME=u&PASSWORD=hush&HOOK_URL=${encoded}`],
    ['line by line, with comments', `# a call\nUSERNAME=u\n\nPASSWORD=hush\nhook_url=${hookUrl}`],
    ['with a field of the cart', `USERNAME=u&NEW_ITEM-VENDOR=4711&HOOK_URL=${encoded}`],
  ])('%s has nothing to find', (_, text) => {
    expect(lint(text)).toEqual([]);
  });

  it.each([
    ['no HOOK_URL', 'USERNAME=u&PASSWORD=hush', 'refused 1 HOOK_URL is missing'],
    ['an empty HOOK_URL', 'USERNAME=u\nHOOK_URL=', 'refused 2 HOOK_URL is empty'],
    ['SAPEVENT', 'USERNAME=u\nHOOK_URL=SAPEVENT:POST', 'refused 2 HOOK_URL is no http or https address'],
    ['http', 'USERNAME=u\nHOOK_URL=http://a.example/', 'tolerated 2 HOOK_URL is http'],
    [
      'a double encoding',
      `USERNAME=u&HOOK_URL=${encodeURIComponent(encoded)}`,
      'refused 1 HOOK_URL is percent-encoded twice',
    ],
    [
      'no encoding, and a loss',
      `USERNAME=u&HOOK_URL=${hookUrl}`,
      'refused 1 HOOK_URL is not percent-encoded: what',
    ],
    [
      'no encoding, without loss',
      'USERNAME=u&HOOK_URL=https://a.example/',
      'tolerated 1 HOOK_URL is not percent-encoded',
    ],
    [
      'a password in a GET',
      `GET /oci?PASSWORD=hush&HOOK_URL=${encoded}`,
      'tolerated 1 PASSWORD stands in the address',
    ],
    ['two values', `HOOK_URL=${hookUrl}\nUSER=a\nuser=b`, 'refused 3 user comes twice'],
    ['a line that is no field', `HOOK_URL=${hookUrl}\nhush`, 'refused 2 form has no field'],
    ['nothing at all', '', 'refused 1 form has no fields'],
  ])('is told of %s, and no value is repeated', (_, text, finding) => {
    expect(lint(text)).toEqual([expect.stringContaining(finding)]);
    expect(lint(text).join()).not.toContain('hush');
  });
});

describe('a returned cart', () => {
  it('has nothing to find, line by line or url-encoded', () => {
    expect(lint(cart.join('\n'))).toEqual([]);
    expect(lint(cart.map((line) => line.replaceAll(/[[\]]/g, encodeURIComponent)).join('&'))).toEqual([]);
    expect(lint('~OkCode=ADDI\n~TARGET=_top')).toEqual([]);
  });

  it('is told the line of each fault', () => {
    const text = ['# cart', ...cart, 'NEW_ITEM-UNIT[1]=KGM', `NEW_ITEM-LEADTIME[1]=2-3`].join('\r\n');
    expect(lint(text)).toEqual([
      'refused 7 NEW_ITEM-UNIT[1] comes twice',
      'refused 8 NEW_ITEM-LEADTIME[1] is no number of days',
    ]);
  });

  it('is told what is only cut, and which item lacks something', () => {
    expect(lint(cart.join('\n').replace('Hammer', 'x'.repeat(41)))).toEqual([
      'tolerated 1 NEW_ITEM-DESCRIPTION[1] has 41 characters, at most 40 are kept',
    ]);
    const second = cart.slice(0, 2).map((line) => line.replace('[1]', '[2]'));
    expect(lint([...cart, ...second].join('\n'))).toEqual(['refused 6 NEW_ITEM-UNIT[2] is missing']);
  });

  it('is read from a page, where a form without a method is a GET', () => {
    const inputs = cart.map((line) => {
      const [name = '', value = ''] = line.split('=');
      return `<input type="hidden" name="${name}"\n value="${value}">`;
    });
    const page = (form: string) =>
      `<html>\n<form><input type="submit"></form>\n<form ${form}>\n${inputs.join('\n')}\n</form>`;
    expect(lint(page('method="POST"'))).toEqual([]);
    expect(lint(page(''))).toEqual([expect.stringContaining('is sent by GET')]);
    expect(lint(page('method="post"').replace('PCE', 'EACH'))).toEqual([
      'refused 8 NEW_ITEM-UNIT[1] has 4 characters, at most 3 are allowed: it is refused, not cut',
    ]);
  });

  it('in windows-1252 is read as such', () => {
    const text = cart.join('\n').replace('Hammer', 'ö'.repeat(40));
    expect(lintForm(Buffer.from(text, 'latin1'))).toEqual([]);
  });
});

describe('a cart as JSON', () => {
  const item = { description: 'Hammer', quantity: '3.000', unit: 'PCE', price: '10.000', currency: 'EUR' };
  const json = (...items: object[]) => JSON.stringify({ items });

  it.each([
    ['the whole file', json(item)],
    ['one field of a form', `~OkCode=ADDI\ncart=${json(item)}`],
    ['url-encoded', `cart=${encodeURIComponent(json(item))}&x=1`],
    ['without items', json()],
  ])('%s has nothing to find', (_, text) => {
    expect(lint(text)).toEqual([]);
  });

  it('is told by item and name what is missing, wrong or too long', () => {
    const wrong = { ...item, unit: 'PALLET', quantity: '1,5', description: 'x'.repeat(41), 'a b': 'x' };
    const lacking = { ...item, quantity: '', currency: '' };
    const found = lint(`\n${json(item, wrong, lacking, {}, { ...item, longText: 'x', priceUnit: '0' })}`);
    expect(found.toSorted()).toEqual([
      'refused 2 item 2: a b is no name of an OCI field',
      'refused 2 item 2: quantity is no number such as 1234.500: at most 11 digits, a point and at most 3 decimals',
      'refused 2 item 2: unit has 6 characters, at most 3 are allowed: it is refused, not cut',
      'refused 2 item 3: currency is missing',
      'refused 2 item 3: quantity is missing',
      'refused 2 item 4 has no fields',
      'refused 2 item 5: priceUnit is no whole number',
      'tolerated 2 item 2: description has 41 characters, at most 40 are kept',
    ]);
  });

  it.each([
    ['{"items": [{"unit"', 'refused 1 JSON the cart begins as JSON and is none'],
    ['{"items": [{}, {"unit": null}]}', 'refused 1 JSON the JSON is no cart'],
    ['{"items": 1}', 'refused 1 JSON the JSON is no cart'],
  ])('%s is told to be none', (text, finding) => {
    expect(lint(text)).toEqual([expect.stringContaining(finding)]);
  });

  it('names the item and the field that are of a wrong kind', () => {
    expect(lint('{"items": [{}, {"unit": null}]}')[0]).toMatch(/see item 2, unit$/);
  });
});

describe('a file that is something else', () => {
  it.each([
    ['a text', 'Dear supplier,\nplease find enclosed\nour order a=b.\n\nYours,'],
    ['a picture', '\x89PNG\r\n\x1a\n\0\0=\0IHDR=1\n=2\n=3'],
    ['other JSON', '{\n  "order": 1\n}'],
  ])('%s is told so once', (_, text) => {
    expect(lint(text)).toEqual(['refused 1 document is neither a cXML document nor an OCI form']);
  });
});
