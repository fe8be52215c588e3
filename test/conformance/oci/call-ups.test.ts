import { beforeAll, describe, expect, test } from 'vitest';
import type { PunchOutSession } from '../../../src/punchout/session.ts';
import { type Answer, call } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { formTo, type HtmlForm } from '../../support/html-form.ts';
import { ociSample, type Pair, samplePairs } from '../../support/oci-corpus.ts';
import { findDataFolder } from '../../support/services/availability.ts';
import { visitFrom } from '../../support/visit.ts';
import { applySampleSystems } from './sample-systems.ts';

const { gateway, shop } = await demoGateway();

beforeAll(async () => {
  await applySampleSystems(gateway, shop);
});

async function post(pairs: readonly Pair[]): Promise<Answer> {
  const body = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return await call(`${gateway.url}/oci`, { method: 'POST', headers, body });
}

interface Visit {
  systemName: string | undefined;
  session: PunchOutSession;
  returned: HtmlForm;
  /** Names and values of the returned form that are no article. */
  echo: Pair[];
}

/** Goes in by the answer to a call, puts a hammer into the cart and transfers it. */
async function wholeVisit(answer: Answer, action: string): Promise<Visit> {
  expect([answer.status, gateway.reasons().at(-1)]).toEqual([303, undefined]);
  const visit = await visitFrom(gateway, shop, answer.headers.location ?? '');
  await visit.add('HAM-001', 2);
  const returned = formTo((await visit.transfer()).text, action);
  const [session] = await gateway.adapters.sessions.list({ limit: 1 });
  if (!session) throw new Error('no session began');
  const stored = await gateway.adapters.systems.byRevision(session.systemId, session.systemRevision);
  const echo = returned.fields.filter(([name]) => !name.startsWith('NEW_ITEM-'));
  expect(returned.fields).toContainEqual(['NEW_ITEM-VENDORMAT[1]', 'HAM-001']);
  return { systemName: stored?.system.name, session, returned, echo };
}

const hasSamples = findDataFolder('ociCorpus') !== undefined;

describe.skipIf(!hasSamples)('the call of a procurement system is understood', () => {
  test('of R/3 4.6C: fixed values name the System, control fields come back as they came', async () => {
    const hook = 'https://buyer.example/scripts/wgate.dll/MEW0/?~okcode=X';
    const pairs = samplePairs('01-callup-sap-46c.txt')
      .filter(([name]) => name !== 'URL')
      .map(([name, value]): Pair => [name, name === 'HOOK_URL' ? hook : value]);
    const { systemName, session, returned, echo } = await wholeVisit(await post(pairs), hook);
    expect(systemName).toBe('sap-46c');
    expect([session.returnUrl, returned.action]).toEqual([hook, hook]);
    expect([session.returnTarget, returned.target]).toEqual(['_top', '_top']);
    expect(echo).toEqual([
      ['~OkCode', 'ADDI'],
      ['~Target', '_top'],
    ]);
    expect(session.parameters).toContainEqual(['~ForceTarge', 'Yes']);
    expect(session.parameters).toContainEqual(['CONFIG', 'DEFAULT']);
  });

  test('of SRM by BuyerQuest: returntarget is obeyed and echoed, the rest kept for mapping', async () => {
    const pairs = samplePairs('02-callup-buyerquest.txt');
    const hook = 'https://buyer.example/gate/index.php/return/';
    const { systemName, session, returned, echo } = await wholeVisit(await post(pairs), hook);
    expect(systemName).toBe('buyerquest');
    expect([returned.action, returned.target]).toEqual([hook, '_parent']);
    expect(echo).toEqual([['returntarget', '_parent']]);
    const used = ['username', 'password', 'HOOK_URL', 'sap-client'];
    expect(session.parameters).toEqual(pairs.filter(([name]) => !used.includes(name)));
  });

  test('of IFS: what stands behind the unencoded HOOK_URL belongs to it', async () => {
    const [, address = ''] = /^GET https:\/\/shop\.example\S*?\?(\S+)$/m.exec(
      ociSample('03-callup-ifs-unencoded-hook.txt'),
    ) ?? ['', ''];
    const hook = 'https://erp.example/return?uniqueid=7&tx=abc';
    const answer = await call(`${gateway.url}/oci?${address}`);
    const { systemName, session, returned } = await wholeVisit(answer, hook);
    expect(systemName).toBe('ifs');
    expect([session.returnUrl, returned.action]).toEqual([hook, hook]);
    expect(session.parameters).toContainEqual(['NEW_ITEM-VENDOR', '4711']);
    expect(session.parameters.map(([name]) => name)).not.toContain('tx');
    expect(JSON.parse(session.protocolData)).toMatchObject({ cancelUrl: 'https://erp.example/cancel' });
  });

  test('of a client of the Siemens mall: VALIDATE is answered at once, control fields in their spelling', async () => {
    const pairs = samplePairs('04-callup-siemens-oci5.txt');
    const hook = 'https://buyer.example/showparams';
    const known = pairs.map(([name, value]): Pair => [name, name === 'PRODUCTID' ? 'HAM-001' : value]);
    const answer = await post(known);
    const { fields, target } = formTo(answer.text, hook);
    expect([answer.status, target]).toEqual([200, '_blank']);
    expect(fields.filter(([name]) => !name.startsWith('NEW_ITEM-'))).toEqual([
      ['~caller', 'CTLG'],
      ['~OkCode', 'ADDI'],
      ['~target', '_blank'],
    ]);
    expect(fields).toContainEqual(['NEW_ITEM-QUANTITY[1]', '1.000']);
    expect((await post(pairs)).text).not.toContain('NEW_ITEM-');
    expect(gateway.log.findLast(({ event }) => event === 'oci_function')).toMatchObject({
      system: 'siemens',
      hits: 0,
    });
  });

  test('of Würth: other parameter names, and a HOOK_URL with a query of its own', async () => {
    const hook = 'https://buyer.example/return_oci?token=EXAMPLE&entity=1';
    const answer = await post(samplePairs('05-callup-wurth.txt'));
    const { systemName, session, returned, echo } = await wholeVisit(answer, hook);
    expect(systemName).toBe('wurth');
    expect([returned.action, returned.target, echo]).toEqual([hook, '_top', []]);
    expect(session.parameters).toEqual([]);
  });

  test.each(['SAPEVENT:POST', 'sapevent:POST'])('of SAP GUI, which catches %s', async (hook) => {
    const pairs = samplePairs('06-callup-sapevent.txt').map(([name, value]): Pair => {
      expect(name === 'HOOK_URL' ? value : 'SAPEVENT:POST').toBe('SAPEVENT:POST');
      return [name, name === 'HOOK_URL' ? hook : value];
    });
    const { systemName, returned } = await wholeVisit(await post(pairs), hook);
    expect(systemName).toBe('sap-gui');
    expect([returned.action, returned.target]).toEqual([hook, '_self']);
  });
});

describe.skipIf(!hasSamples)('a call for a function', () => {
  const login = 'USERNAME=EXAMPLE&PASSWORD=EXAMPLE&SITEID=functions';
  const calls = hasSamples
    ? ociSample('07-callup-functions.txt')
        .split('\n')
        .map((line) => line.replace(/\s+#.*$/, ''))
        .filter((line) => line.startsWith('FUNCTION='))
    : [];

  /** What each function begins or answers with; its HOOK_URL is added where a visit has to come back. */
  const expected: Record<string, number> = {
    DETAIL: 303,
    VALIDATE: 200,
    SOURCING: 303,
    BACKGROUND_SEARCH: 200,
    DOWNLOADJSON: 200,
  };

  test('comes for each function that the samples have', () => {
    const names = calls.map((query) => new URLSearchParams(query).get('FUNCTION') ?? '');
    expect([...new Set(names)].sort()).toEqual(Object.keys(expected).sort());
  });

  test.each(calls)('%s is taken', async (query) => {
    const name = new URLSearchParams(query).get('FUNCTION') ?? '';
    const hook = expected[name] === 303 ? '&HOOK_URL=https://buyer.example/back' : '';
    const answer = await call(`${gateway.url}/oci?${login}&${query}${hook}`);
    expect([answer.status, gateway.reasons().at(-1)]).toEqual([expected[name], undefined]);
  });

  test('BACKGROUND_SEARCH names where its hits go', async () => {
    const query = calls.find((candidate) => candidate.includes('BACKGROUND_SEARCH')) ?? '';
    const answer = await call(`${gateway.url}/oci?${login}&${query.replace('toner', 'hammer')}`);
    const { fields } = formTo(answer.text, 'http://return.example/me');
    expect(fields).toContainEqual(['NEW_ITEM-VENDORMAT[1]', expect.stringMatching(/^HAM-/)]);
  });
});
