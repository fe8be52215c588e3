import { describe, expect, test } from 'vitest';
import { lintCxml } from '../../../src/cxml/lint.ts';
import { childNamed } from '../../../src/cxml/xml-element.ts';
import { Browser, type CxmlAnswer, cxmlCall } from '../../support/buyer.ts';
import { corpusDocument, corpusFiles, corpusRows } from '../../support/cxml-corpus.ts';
import { type OpenDoor, openDoor } from '../../support/open-door.ts';
import { findDataFolder } from '../../support/services/availability.ts';
import { exceptions, expectedAnswer } from './expected-answers.ts';

/** Where the carts of the corpus go. */
const returnHosts = [
  'app.classwallet.com',
  'bigbuyer.com:2600',
  'browserformpost',
  'buyer.ariba.com',
  'buyer.example',
  'buyer.host',
  'example.com',
  'mwilczek-demo.coupacloud.com',
  'prominate-platform.com',
  'punchoutcommerce.com',
  'qa.coupahost.com',
];

const hasCorpus = findDataFolder('cxmlCorpus') !== undefined;
const rows = hasCorpus ? corpusRows() : [];

describe.skipIf(!hasCorpus)('documents of real procurement systems', () => {
  test('stand in the index once each, and each has one expected answer', () => {
    expect(rows.map(({ path }) => path).sort()).toEqual(corpusFiles().sort());
    expect(new Set(rows.map(({ path }) => path)).size).toBe(rows.length);
    expect(rows.filter((row) => expectedAnswer(row) === undefined)).toEqual([]);
  });

  test('that are no exception any more are not listed as one', () => {
    const known = rows.map(({ path }) => path);
    expect(Object.keys(exceptions).filter((path) => !known.includes(path))).toEqual([]);
  });
});

describe.skipIf(!hasCorpus)('posted to the gateway', async () => {
  const door = hasCorpus ? await openDoor(returnHosts) : undefined;

  test.each(rows.map((row) => [row.path, expectedAnswer(row)] as const))('%s gets %s', async (path, code) => {
    if (!door) throw new Error('skipped without the corpus');
    const { bytes, contentType } = corpusDocument(path);
    const answer = await cxmlCall(door.gateway.url, bytes, door.path, contentType);
    expect([answer.http, answer.code], door.gateway.reasons().at(-1)).toEqual([200, code]);
    expect(lintCxml(answer.text)).toEqual([]);
    await expectPayload(path, answer, door);
  });
});

/** A setup request that was accepted opens the shop, a profile request gets the profile; nothing else a payload. */
async function expectPayload(path: string, answer: CxmlAnswer, door: OpenDoor): Promise<void> {
  const text = corpusDocument(path).bytes.toString('latin1').replaceAll('\0', '');
  const accepted = answer.code === '200';
  const opens = accepted && text.includes('PunchOutSetupRequest');
  const profile = accepted && text.includes('ProfileRequest');
  expect(answer.startPage !== '').toBe(opens);
  expect(childNamed(answer.response, 'ProfileResponse') !== undefined).toBe(profile);
  if (!opens) return;
  expect((await new Browser().open(answer.startPage)).status).toBe(303);
  await door.endVisit();
}
