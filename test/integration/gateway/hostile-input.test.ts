import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { call, cxmlCall, ociParameters } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { findDataFolder, requiredDataFolder } from '../../support/services/availability.ts';

const { gateway } = await demoGateway();

afterAll(async () => {
  expect(await startedSessions()).toEqual([]);
  expect(gateway.log.filter(({ reason }) => reason === 'internal_error')).toEqual([]);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

async function startedSessions(): Promise<string[]> {
  return (await gateway.adapters.sessions.list({ limit: 10 })).map(({ id }) => id);
}

/** Permanent refusals: nothing of these documents belongs to a System of ours, and none is our own trouble. */
const refusals = ['400', '401', '403', '406', '450', '499'];

function filesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => /\.(xml|txt)$/.test(name));
}

describe.skipIf(!findDataFolder('cxmlCorpus'))(
  'documents of real and hostile systems that we do not know',
  () => {
    test.each(['setup-create', 'setup-edit', 'profile', 'malformed', 'derived', 'constructed'])(
      'each one of %s is refused in cXML, and none starts a visit',
      async (folder) => {
        const path = join(requiredDataFolder('cxmlCorpus'), folder);
        for (const name of filesIn(path)) {
          const answer = await cxmlCall(gateway.url, readFileSync(join(path, name)));
          expect.soft(refusals, `${folder}/${name} got ${answer.code}`).toContain(answer.code);
          expect.soft(answer.http, name).toBe(200);
        }
      },
    );
  },
);

describe.skipIf(!findDataFolder('payloads'))('hostile payloads', () => {
  test('each XML attack is refused in cXML', async () => {
    for (const folder of ['hostile-xml', 'third-party']) {
      const path = join(requiredDataFolder('payloads'), folder);
      for (const name of filesIn(path).filter((file) => file.endsWith('.xml'))) {
        const { code } = await cxmlCall(gateway.url, readFileSync(join(path, name)));
        expect.soft(refusals, `${name} got ${code}`).toContain(code);
      }
    }
  });

  test('each hostile form is refused with a page', async () => {
    const forms: { name: string; contentType: string; body: string }[] = payload('oci-forms.json');
    for (const { name, contentType, body } of forms) {
      const headers = { 'content-type': contentType };
      const { status } = await call(`${gateway.url}/oci`, { method: 'POST', headers, body });
      expect.soft([400, 401, 413], `${name} got ${status}`).toContain(status);
    }
  });

  test('each hostile return address is refused', async () => {
    const urls: { url: string; expect: string; ctx: string }[] = payload('urls.json');
    for (const { url } of urls.filter(({ ctx, expect: verdict }) => ctx === 'hook' && verdict === 'reject')) {
      const body = new URLSearchParams({ ...ociParameters, HOOK_URL: url }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const { status } = await call(`${gateway.url}/oci`, { method: 'POST', headers, body });
      expect.soft([400, 403], `${url} got ${status}`).toContain(status);
    }
  });

  test('each malformed HTTP request is refused with one answer at most, and the connection ends', async () => {
    const requests: { name: string; raw_hex: string }[] = payload('http-raw.json');
    for (const { name, raw_hex } of requests) {
      const answer = await rawCall(Buffer.from(raw_hex, 'hex'));
      const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d\d\d)/g)].map(([, status]) => status ?? '');
      expect.soft(statuses.length, name).toBeLessThanOrEqual(1);
      if (!wellFormed.includes(name))
        expect.soft(statuses.join(), `${name} got ${answer}`).toMatch(/^(4\d\d)?$/);
    }
  });
});

/** Odd, but readable in one way only: these get an answer of the gateway, a refusal over HTTP 200. */
const wellFormed = ['abs-uri', 'many-headers', 'upgrade-h2c'];

function payload<T>(name: string): T {
  return JSON.parse(readFileSync(join(requiredDataFolder('payloads'), name), 'utf8'));
}

/** Writes bytes as they are and collects what comes until the end, or until nothing more can come. */
async function rawCall(bytes: Buffer): Promise<string> {
  return await new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1', () => socket.write(bytes));
    socket.setTimeout(400, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}
