import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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

describe('an operator connects a shop', () => {
  test('with the secret in the environment, without a configuration or a database', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'punchgate-connect-'));
    const words = ['shop', 'connect', '--url', shop.url, '--client-id', shop.clientId, '--allow-private'];
    const environment = { PUNCHGATE_SHOP_SECRET: shop.clientSecret };
    const { status, out, err } = await punchgate(words, environment, elsewhere).result;
    expect(err).toBe('');
    expect(status).toBe(0);
    expect(out).toMatch(/clientSecret: \$\{SHOP_MAIN_CLIENT_SECRET\}/);
    expect(await readdir(elsewhere)).toEqual([]);
    await rm(elsewhere, { recursive: true });
  });

  test('may give the secret on standard input', async () => {
    const words = ['shop', 'connect', '--url', shop.url, '--client-id', shop.clientId, '--allow-private'];
    const running = punchgate([...words, '--client-secret-file', '-'], {}, folder);
    running.child.stdin?.end(`${shop.clientSecret}\n`);
    expect((await running.result).status).toBe(0);
  });

  test('and makes a System for a customer of it', async () => {
    const words = ['system', 'new', 'acme', '--profile', 'sap-srm', '--customer', 'K-10001'];
    const environment = { PUNCHGATE_CONFIG: join(folder, 'punchgate.yaml') };
    const { status, out } = await punchgate(words, environment, folder).result;
    expect(status).toBe(0);
    expect(out).toContain('1. fill in at least one return host');
    const file = await readFile(join(folder, 'config/systems/acme.yaml'), 'utf8');
    expect(file).toContain(`id: ${shop.customers[0]?.id}`);
    expect(file).toContain('einkauf@acme.example');
    const refused = await punchgate([...words.slice(0, -1), 'K-10003'], environment, folder).result;
    expect(refused).toMatchObject({ status: 1, err: expect.stringContaining('is not active') });
  });
});

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
    expect(await readdir(folder)).not.toContain('data');
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
