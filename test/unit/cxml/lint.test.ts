import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintCxml } from '../../../src/cxml/lint.ts';
import { findDataFolder } from '../../support/services/availability.ts';
import {
  article,
  cancelForm,
  cartOf,
  discount,
  postedDocument,
  returnForm,
  sampleSystem,
} from './samples.ts';

const corpus = findDataFolder('cxmlCorpus');
const ours = postedDocument(returnForm({ cart: cartOf([article(), article({ name: 'Second' }), discount]) }));

/** What the linter says of our message after one change to it. */
function problemsAfter(pattern: string | RegExp, replacement: string): string[] {
  const changed = ours.replace(pattern, replacement);
  expect(changed).not.toBe(ours);
  return lintCxml(changed).map(({ path, problem }) => `${path.split('/').at(-1)} ${problem}`);
}

describe('the linter is silent', () => {
  test.each(['header', 'line', 'none'] as const)('on a returned cart with shipping as %s', (shipping) => {
    const system = sampleSystem({ shipping });
    expect(lintCxml(postedDocument(returnForm({ system, cart: cartOf([article(), discount]) })))).toEqual([]);
  });

  test('on a cart posted as cxml-urlencoded, and on a cancelled visit', () => {
    const system = sampleSystem({ returnField: 'cxml-urlencoded' });
    expect(lintCxml(postedDocument(returnForm({ system })))).toEqual([]);
    expect(lintCxml(postedDocument(cancelForm(system)))).toEqual([]);
  });

  test('on a cart in a currency with three decimals', () => {
    const dinar = article({ quantity: '1', netTotal: '1.234', shownTotal: '1.234' });
    const cart = {
      ...cartOf([dinar], {}),
      currency: 'KWD',
      currencyDecimals: 3,
      netTotal: '1.234',
      shownTotal: '1.234',
    };
    expect(lintCxml(postedDocument(returnForm({ cart })))).toEqual([]);
  });
});

describe('the linter names the fault', () => {
  test.each([
    ['a time without offset', '+00:00"', '"', 'cXML timestamp "2026-07-01T12:00:00" has no offset'],
    ['a time in Z', '+00:00"', 'Z"', 'cXML timestamp "2026-07-01T12:00:00Z" has no offset'],
    [
      'microseconds',
      '12:00:00+',
      '12:00:00.123456+',
      'cXML timestamp "2026-07-01T12:00:00.123456+00:00" has no offset',
    ],
    [
      'deploymentMode at the root',
      '<cXML ',
      '<cXML deploymentMode="test" ',
      'cXML has the unknown attribute deploymentMode',
    ],
    ['no payloadID', /payloadID="[^"]*" /, '', 'cXML lacks the attribute payloadID'],
    [
      'Shipping without Description',
      /<Description[^>]*>Parcel service<\/Description>/,
      '',
      'Shipping lacks Description',
    ],
    [
      'a Description without language',
      '<Description xml:lang="de-DE">Hex',
      '<Description>Hex',
      'Description lacks the attribute xml:lang',
    ],
    [
      'two BuyerCookies',
      '<BuyerCookie>',
      '<BuyerCookie/><BuyerCookie>',
      'PunchOutOrderMessage has BuyerCookie 2 times',
    ],
    ['no BuyerCookie', /<BuyerCookie>.*<\/BuyerCookie>/, '', 'PunchOutOrderMessage lacks BuyerCookie'],
    [
      'an item without classification',
      /<Classification.*?<\/Classification>/,
      '',
      'ItemDetail lacks Classification',
    ],
    ['a line without quantity', ' quantity="100"', '', 'ItemIn lacks the attribute quantity'],
    [
      'a secret in the message',
      '</Identity>',
      '</Identity><SharedSecret>s</SharedSecret>',
      'Credential must not contain SharedSecret',
    ],
    ['text between elements', '<ItemIn ', 'stray<ItemIn ', 'PunchOutOrderMessage must not contain text'],
    [
      'an Extrinsic beside ItemDetail',
      '</ItemIn>',
      '<Extrinsic name="x">y</Extrinsic></ItemIn>',
      'ItemIn must not contain Extrinsic',
    ],
    [
      'a wrong order',
      /(<UnitOfMeasure>EA<\/UnitOfMeasure>)(<Classification.*?<\/Classification>)/,
      '$2$1',
      'ItemDetail must have its children in the order UnitPrice, Description',
    ],
    ['no Total', /<Total>.*<\/Total>/, '', 'PunchOutOrderMessageHeader lacks Total'],
    [
      'a Total that is not the sum',
      /<Total><Money currency="EUR">[^<]*/,
      '<Total><Money currency="EUR">99.99',
      'Total Total is 99.99, the lines make 22.5',
    ],
    ['a price that is no number', '>0.125<', '>0,125<', 'not a decimal number: 0,125'],
  ])('%s', (_fault, pattern, replacement, problem) => {
    expect(problemsAfter(pattern, replacement)).toEqual(
      expect.arrayContaining([expect.stringContaining(problem)]),
    );
  });

  test('of a document that is no XML, or of another kind', () => {
    expect(lintCxml('<cXML></a>')).toEqual([
      { path: 'document', problem: expect.stringContaining('line 1') },
    ]);
    expect(lintCxml('<order/>')).toContainEqual({ path: 'order', problem: 'is no element of this document' });
  });
});

describe.skipIf(!corpus)('carts of other suppliers', () => {
  const folder = join(corpus ?? '', 'order-message');
  const names = corpus ? readdirSync(folder) : [];

  function problemsOf(name: string): string[] {
    return lintCxml(readFileSync(join(folder, name), 'utf8')).map(
      ({ path, problem }) => `${path} ${problem}`,
    );
  }

  test.each(names)('%s can be judged', (name) => {
    expect(problemsOf(name)).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/^document (internal|Cannot)/)]),
    );
  });

  test('are told of the secret they send through the browser', () => {
    expect(problemsOf('classwallet.xml')).toContain(
      'cXML/Header/Sender/Credential must not contain SharedSecret',
    );
  });
});
