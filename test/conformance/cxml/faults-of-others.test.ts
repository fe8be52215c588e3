import { describe, expect, test } from 'vitest';
import { lintCxml } from '../../../src/cxml/lint.ts';
import { systemFileSchema } from '../../../src/system-file.ts';
import { golden } from '../../golden/cxml/golden.ts';
import { article, cartOf, postedDocument, returnForm, sampleSystem } from '../../unit/cxml/samples.ts';

/** Faults that gateways and shops have been seen to make. None is in what we write: there the linter is silent. */
const cart = postedDocument(
  returnForm({ system: sampleSystem({ tax: 'header' }), cart: cartOf([article()]) }),
);
const answer = golden('setup-response.xml');

describe('the linter finds what other gateways do wrong', () => {
  test.each([
    [
      'a BuyerCookie in the answer to a setup request',
      answer,
      '<PunchOutSetupResponse>',
      '<PunchOutSetupResponse><BuyerCookie>c</BuyerCookie>',
      'PunchOutSetupResponse must not contain BuyerCookie',
    ],
    [
      'the answer inside of the Status',
      answer,
      /(<Status [^>]*)\/>(\s*<PunchOutSetupResponse>[\s\S]*<\/PunchOutSetupResponse>)/,
      '$1>$2</Status>',
      'Status must not contain PunchOutSetupResponse',
    ],
    ['a Sender without UserAgent', cart, /<UserAgent>.*?<\/UserAgent>/, '', 'Sender lacks UserAgent'],
    [
      'a Tax without Description',
      cart,
      /(<Tax>.*?)<Description.*?<\/Description>/s,
      '$1',
      'Tax lacks Description',
    ],
    ['an answer without payloadID', answer, / payloadID="[^"]*"/, '', 'cXML lacks the attribute payloadID'],
    ['an answer in Z', answer, /(timestamp="[^"]*?)[+-]\d\d:\d\d"/, '$1Z"', 'has no offset'],
  ])('%s', (_, document, pattern, replacement, problem) => {
    const changed = document.replace(pattern, replacement);
    expect([changed === document, lintCxml(document)]).toEqual([false, []]);
    expect(
      lintCxml(changed).map((finding) => `${finding.path.split('/').at(-1)} ${finding.problem}`),
    ).toEqual(expect.arrayContaining([expect.stringContaining(problem)]));
  });
});

describe('a System whose operator says nothing of its checks', () => {
  const file = {
    ...{ name: 'buyer', protocol: 'cxml', shop: 'main', returnHosts: ['buyer.example'] },
    customers: [{ id: 'c0ffee'.padEnd(32, '0') }],
  };
  const credentials = [{ domain: 'DUNS', identity: '1' }];

  test('has to say whom it accepts as From, To and Sender, and with which secret', () => {
    const faults = systemFileSchema.safeParse(file).error?.issues.map(({ path }) => path.join('.'));
    expect(faults).toEqual(expect.arrayContaining(['login.from', 'login.to', 'login.sender']));
    const party = { credentials };
    const login = { from: party, to: party, sender: party };
    const secret = systemFileSchema.safeParse({ ...file, login }).error?.issues;
    expect(secret?.map(({ path }) => path.join('.'))).toEqual(['sharedSecret']);
  });

  test('checks all four of them', () => {
    const party = { credentials };
    const login = { from: party, to: party, sender: party };
    expect(systemFileSchema.parse({ ...file, login, sharedSecret: 'abracadabra' })).toMatchObject({
      login: { from: { check: true }, to: { check: true }, sender: { check: true }, sharedSecret: true },
    });
  });
});
