import { describe, expect, test } from 'vitest';
import { demoLogins } from '../../../src/demo/demo-systems.ts';
import { call, cxmlCall, setupRequest } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';

const { gateway } = await demoGateway();

const setUp = (changes: Parameters<typeof setupRequest>[0] = {}, path?: string) =>
  cxmlCall(gateway.url, setupRequest(changes), path);

describe('a cXML request that is accepted', () => {
  test('gets a one-time start page', async () => {
    const answer = await setUp();
    expect(answer).toMatchObject({ http: 200, code: '200' });
    expect(answer.startPage).toMatch(new RegExp(`^${gateway.url}/punchgate/start/[\\w-]{43}$`));
  });

  test('may name its System in the address, and only its own', async () => {
    expect((await setUp({}, `/cxml/${demoLogins.cxml.systemName}`)).code).toBe('200');
    expect((await setUp({}, `/cxml/${demoLogins.oci.systemName}`)).code).toBe('401');
  });

  test('whoever opens the address in a browser is told what it is for', async () => {
    const page = await call(`${gateway.url}/cxml/demo-cxml`);
    expect(page).toMatchObject({ status: 405, text: expect.stringContaining('cXML documents by POST') });
    expect((await call(`${gateway.url}/cxml`, { method: 'PUT' })).status).toBe(405);
  });

  test('a ProfileRequest is answered with what is offered', async () => {
    const answer = await setUp({ body: '<ProfileRequest/>' });
    expect(answer.code).toBe('200');
    expect(answer.text).toContain('requestName="PunchOutSetupRequest"');
    expect(answer.text).toContain(`${gateway.url}/cxml/demo-cxml`);
  });

  test('a StatusUpdateRequest is taken note of, and nothing ever waits for a GetPendingRequest', async () => {
    const update = '<StatusUpdateRequest><Status code="200" text="OK"/></StatusUpdateRequest>';
    const pending = '<GetPendingRequest><MessageType>OrderRequest</MessageType></GetPendingRequest>';
    expect(await setUp({ body: update })).toMatchObject({ http: 200, code: '200' });
    expect(await setUp({ body: pending })).toMatchObject({ http: 200, code: '204' });
    expect((await setUp({ body: pending, sharedSecret: 'wrong' })).code).toBe('401');
  });

  test('may come with attachments', async () => {
    const part = `Content-Type: text/xml; charset=UTF-8\r\n\r\n${setupRequest()}`;
    const body = `--b1\r\n${part}\r\n--b1\r\nContent-Type: image/png\r\n\r\nx\r\n--b1--`;
    const answer = await cxmlCall(
      gateway.url,
      body,
      '/cxml',
      'multipart/related; boundary=b1; type="text/xml"',
    );
    expect(answer.code).toBe('200');
  });
});
