import { describe, expect, test } from 'vitest';
import { call, ociLogin, ociParameters } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { buyerUrl, demoSystemFile } from '../../support/gateway.ts';
import { formTo } from '../../support/html-form.ts';
import { visitByOci } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();

async function withOptions(options: object): Promise<void> {
  await gateway.license(await gateway.apply({ ...demoSystemFile(shop, 'oci'), ...options }));
}

describe('FUNCTION=DETAIL', () => {
  test('opens the article, from where the buyer may go on and transfer', async () => {
    const visit = await visitByOci(gateway, shop, { FUNCTION: 'detail', PRODUCTID: 'HAM-001' });
    expect(visit.first.headers.location).toContain('HAM-001');
    await visit.add('HAM-001', 1);
    expect((await visit.transfer()).text).toContain('NEW_ITEM-VENDORMAT[1]');
  });

  test('tells where the shop does not have the article', async () => {
    const visit = await visitByOci(gateway, shop, { FUNCTION: 'DETAIL', PRODUCTID: 'NOPE-9' });
    expect(visit.first.text).toContain('NOPE-9');
  });
});

describe('an OCI System with options of its own', () => {
  test('lets SAP GUI have its cart at SAPEVENT:POST, only where that is switched on', async () => {
    await withOptions({ sapEvent: true });
    const visit = await visitByOci(gateway, shop, { HOOK_URL: 'SAPEVENT:POST' });
    await visit.add('HAM-001', 1);
    const page = (await visit.transfer()).text;
    expect(page).toContain('action="SAPEVENT:POST" target="_self"');
    await withOptions({});
    const refused = await ociLogin(gateway.url, { HOOK_URL: 'SAPEVENT:POST' });
    expect(refused.status).toBe(403);
  });

  test('sends whoever leaves to OCICANCEL, if the buyer may be sent there', async () => {
    await withOptions({ cancel: 'cancel-url' });
    const visit = await visitByOci(gateway, shop, { OCICANCEL: `${buyerUrl}/left?visit=7` });
    const form = formTo((await visit.cancel()).text, buyerUrl);
    expect(form).toMatchObject({ action: `${buyerUrl}/left`, fields: [['visit', '7']] });
    const elsewhere = await ociLogin(gateway.url, { OCICANCEL: 'https://evil.example/' });
    expect(elsewhere.status).toBe(403);
    await withOptions({});
  });

  test('reads a return address that is not encoded, as IFS sends it', async () => {
    await withOptions({ login: { unencodedHookUrl: true } });
    const { HOOK_URL: _, ...others } = ociParameters;
    const query = `${new URLSearchParams(others)}&HOOK_URL=${buyerUrl}/return?uniqueid=7&tx=abc`;
    const { headers } = await call(`${gateway.url}/oci?${query}`);
    const [session] = await gateway.adapters.sessions.list({ limit: 1 });
    expect(headers.location).toContain('/punchgate/start/');
    expect(session?.returnUrl).toBe(`${buyerUrl}/return?uniqueid=7&tx=abc`);
    await withOptions({});
  });

  test('counts from 0 and answers in the charset of the call', async () => {
    await withOptions({ startIndex: 0, charsetOfCall: true });
    const visit = await visitByOci(gateway, shop, { http_content_charset: 'ISO-8859-1' });
    await visit.add('HAM-001', 1);
    const form = formTo((await visit.transfer()).text, buyerUrl);
    expect(form.charset).toBe('iso-8859-1');
    expect(form.fields.map(([name]) => name)).toContain('NEW_ITEM-DESCRIPTION[0]');
    await withOptions({});
  });
});
