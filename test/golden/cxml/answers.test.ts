import { describe, expect, test } from 'vitest';
import { writeAnswer } from '../../../src/cxml/answer.ts';
import { lintCxml } from '../../../src/cxml/lint.ts';
import { profileResponse } from '../../../src/cxml/profile-response.ts';
import { punchOutSetupResponse } from '../../../src/cxml/punchout-setup-response.ts';
import { findDataFolder, findProgram } from '../../support/services/availability.ts';
import { validateWithDtd } from '../../support/services/xmllint.ts';
import { origin, sampleOffer } from '../../unit/cxml/samples.ts';
import { golden } from './golden.ts';

const canValidate = findDataFolder('cxmlDtd') !== undefined && findProgram('xmllint') !== undefined;

const startPage = 'https://gateway.example/start/Zm9vYmFy?x=1&y=2';
const refusal = 'The supplier does not accept this login. Please contact the supplier. Reference: 3f2c';

const answers = [
  ['setup-response.xml', () => writeAnswer(origin, { code: 200 }, punchOutSetupResponse(startPage))],
  ['setup-refused.xml', () => writeAnswer(origin, { code: 401, detail: refusal })],
  ['profile-response.xml', () => writeAnswer(origin, { code: 200 }, profileResponse(sampleOffer))],
] as const;

describe('an answer is, to the byte, the document we approved', () => {
  test.each(answers)('%s', (name, write) => {
    expect(write()).toBe(golden(name));
  });

  test.each(answers)('%s, in which the linter finds nothing', (name) => {
    expect(lintCxml(golden(name))).toEqual([]);
  });

  test.skipIf(!canValidate).each(answers)('%s, which both DTDs accept', async (name) => {
    expect(await validateWithDtd(golden(name), { version: '1.2.014', dtd: 'cXML' })).toEqual([]);
    expect(await validateWithDtd(golden(name), { version: '1.2.071', dtd: 'cXML' })).toEqual([]);
  });
});
