import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type DemoShop, startDemoShop } from '../../src/demo/shop/start-demo-shop.ts';
import { type CommandResult, punchgate } from '../support/punchgate-process.ts';

/** Each command is a process of its own. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let shop: DemoShop;
let folder: string;

const shopText = (name: string, secret: string) => `  ${name}:
    url: ${shop.url}
    accessKey: ${shop.accessKey}
    salesChannelId: "${shop.salesChannelId}"
    clientId: ${shop.clientId}
    clientSecret: ${secret}
    allowPrivate: true
`;

beforeAll(async () => {
  shop = await startDemoShop({ port: 0, host: '127.0.0.1' });
  folder = await mkdtemp(join(tmpdir(), 'punchgate-shops-'));
  const text = `shops:\n${shopText('main', shop.clientSecret)}${shopText('forgetful', 'a-secret-that-was-lost')}`;
  await writeFile(join(folder, 'punchgate.yaml'), text);
});

afterAll(async () => {
  await shop.close();
  await rm(folder, { recursive: true, force: true });
});

function run(...args: string[]): Promise<CommandResult> {
  const environment = { PUNCHGATE_CONFIG: join(folder, 'punchgate.yaml'), DATA_DIR: join(folder, 'data') };
  return punchgate(['shop', ...args], environment, folder).result;
}

describe('an operator looks at the shops', () => {
  test('the list has their addresses, and no key', async () => {
    const { status, out } = await run('list', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { name: 'main', url: shop.url, salesChannelId: shop.salesChannelId, timeoutMilliseconds: 4000 },
      { name: 'forgetful', url: shop.url },
    ]);
    for (const secret of [shop.accessKey, shop.clientSecret, 'lost']) expect(out).not.toContain(secret);
  });

  test('a check of a good shop ends with 0 and tells every call with its time', async () => {
    const customer = shop.customers[0]?.id ?? '';
    const { status, out, err } = await run('check', 'main', '--customer', customer);
    expect(err).toBe('');
    expect(status).toBe(0);
    expect(out).toMatch(/^passed {3}storefront\.customer +A session can be opened for the customer/m);
    expect(out).toMatch(/^skipped {2}address\.https /m);
    expect(out).toMatch(/^ +\d+ ms {2}PATCH \/api\/_proxy\/switch-customer$/m);
    expect(out).toMatch(/^\d+ passed, 0 failed, \d+ skipped$/m);
  });

  test('needs no database and makes none', async () => {
    await run('check', 'main');
    expect(await readdir(folder)).toEqual(['punchgate.yaml']);
  });

  test('what fails is told with what to do, and ends with 1', async () => {
    const { status, out, err } = await run('check', 'forgetful');
    expect(status).toBe(1);
    expect(err).toMatch(/^1 of \d+ checks failed\n$/);
    expect(out).toMatch(
      /^failed {3}integration\.token .*\(POST \/api\/oauth\/token: 401, 4\)\n +> Set shops/m,
    );
    expect(out + err).not.toContain('a-secret-that-was-lost');
  });

  test('the same as JSON, with stable ids and the reason that buyers would be refused for', async () => {
    const { status, out } = await run('check', 'forgetful', '--json');
    expect(status).toBe(1);
    const { shop: name, checks, calls } = JSON.parse(out);
    expect(name).toBe('forgetful');
    expect(checks).toContainEqual({
      id: 'integration.token',
      sentence: 'The shop knows the integration',
      outcome: 'failed',
      seen: 'POST /api/oauth/token: 401, 4',
      mend: expect.stringContaining('shops.forgetful.clientId and clientSecret'),
      reason: 'shop_refused',
    });
    expect(calls[0]).toMatchObject({ call: 'GET /', milliseconds: expect.any(Number) });
  });

  test.each([
    ['a shop that is not there', ['check', 'other'], 'has no shop "other"; it has main, forgetful'],
    ['no id of a customer', ['check', 'main', '--customer', 'K-10001'], '32 hexadecimal digits'],
    ['no shop', ['check'], "missing required argument 'name'"],
  ])('%s is wrong usage', async (_what, args, problem) => {
    const { status, err } = await run(...args);
    expect(err).toContain(problem);
    expect(status).toBe(2);
  });
});
