import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type CommandResult, punchgate } from '../support/punchgate-process.ts';

/** Each command is a process of its own. */
vi.setConfig({ testTimeout: 90_000 });

let folder: string;

const customerId = 'a'.repeat(32);

const config = `shops:
  main:
    url: https://shop.example
    accessKey: SWSCEXAMPLE
    salesChannelId: ${'b'.repeat(32)}
    clientId: SWIAEXAMPLE
    clientSecret: \${SHOP_CLIENT_SECRET}
`;

const system = `name: buyer-srm
protocol: oci
shop: main
returnHosts: [srm.buyer.example]
customers:
  - { id: ${customerId}, user: buyer, password: "\${BUYER_PASSWORD}" }
units: { default: PCE }
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'punchgate-cli-'));
  await writeFile(join(folder, 'punchgate.yaml'), config);
  await writeFile(join(folder, 'buyer-srm.yaml'), system);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function run(...args: string[]): Promise<CommandResult> {
  const environment = {
    PUNCHGATE_CONFIG: join(folder, 'punchgate.yaml'),
    DATA_DIR: join(folder, 'data'),
    SHOP_CLIENT_SECRET: 'secret',
    BUYER_PASSWORD: 'buyer-password',
  };
  return punchgate(args, environment, folder).result;
}

describe('the command line', () => {
  test('applies a System, licenses it, and tells the verdict a buyer would get', async () => {
    const applied = await run('system', 'apply', 'buyer-srm.yaml');
    expect(applied).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^buyer-srm: new, v1:[0-9a-f]{64}\n$/),
    });
    const before = await run('license', 'check', 'buyer-srm', customerId);
    expect(before).toMatchObject({ status: 1, err: expect.stringContaining('license_missing') });
    expect(before.err).toContain('punchgate license issue');
    const issued = await run('license', 'issue', 'buyer-srm', '--json');
    const [system, seat] = JSON.parse(issued.out);
    expect(system).toMatchObject({ kind: 'system', key: expect.stringMatching(/^PGS-/) });
    expect(seat).toMatchObject({ kind: 'customer', customer: customerId });
    const again = await run('license', 'issue', 'buyer-srm');
    expect(again).toMatchObject({ status: 0, err: '', out: expect.stringContaining(`…${seat.keyHint}`) });
    expect(again.out).not.toMatch(/PG[SC]-/);
    expect(await run('license', 'check', 'buyer-srm', customerId)).toMatchObject({ status: 0 });
    expect((await run('system', 'apply', 'buyer-srm.yaml')).out).toContain('unchanged');
  });

  test('says what a changed unit does to the license, and what a cancelled subscription does', async () => {
    await writeFile(join(folder, 'changed.yaml'), system.replace('default: PCE', 'default: EA'));
    const changed = await run('system', 'apply', 'changed.yaml');
    expect(changed.out).toMatch(/^buyer-srm: revision 2, license …\w{5} bound anew, v1:[0-9a-f]{64}\n$/);
    expect(await run('license', 'check', 'buyer-srm', customerId)).toMatchObject({ status: 0 });
    expect((await run('system', 'apply', 'buyer-srm.yaml')).out).toContain('revision 3');
    const [subscription] = JSON.parse((await run('subscription', 'list', '--json')).out);
    expect(await run('subscription', 'cancel', subscription.id)).toMatchObject({ status: 0 });
    expect((await run('license', 'check', 'buyer-srm', customerId)).err).toContain(
      'license_subscription_ended',
    );
    await run('subscription', 'resume', subscription.id);
    expect(await run('license', 'check', 'buyer-srm', customerId)).toMatchObject({ status: 0 });
  });

  test('lists Systems, licenses and sessions, for people and as JSON', async () => {
    const lists = [['system'], ['license'], ['session'], ['subscription'], ['audit'], ['signing-key']];
    const [json, text] = await Promise.all([
      Promise.all(lists.map((command) => run(...command, 'list', '--json'))),
      Promise.all(lists.map((command) => run(...command, 'list'))),
    ]);
    for (const { status, out, err } of json) {
      expect(status, err).toBe(0);
      expect(Array.isArray(JSON.parse(out))).toBe(true);
    }
    expect(text.map(({ status }) => status)).toEqual(lists.map(() => 0));
    expect((await run('system', 'show', 'buyer-srm')).out).not.toContain('buyer-password');
  });

  test('tells all faults of all files at once, with their lines, and applies none', async () => {
    await writeFile(join(folder, 'one.yaml'), 'name: One\nprotocol: oci\nshop: main\nreturnHosts: []\n');
    await writeFile(join(folder, 'two.yaml'), `${system}colour: red\nprices:\n  decimals: nine\n`);
    const { status, err } = await run('system', 'apply', 'one.yaml', 'two.yaml');
    expect(status).toBe(1);
    expect(err).toContain('one.yaml:1: name:');
    expect(err).toContain('one.yaml:4: returnHosts: at least one host');
    expect(err).toContain('two.yaml:8: colour: there is no such setting');
    expect(err).toContain('two.yaml:10: prices.decimals:');
  });

  test('applies no System that names a shop which is not there, nor two of one name', async () => {
    await writeFile(join(folder, 'lost.yaml'), system.replace('shop: main', 'shop: lost'));
    const lost = await run('system', 'apply', 'lost.yaml', 'buyer-srm.yaml');
    expect(lost).toMatchObject({
      status: 1,
      err: expect.stringMatching(/^lost\.yaml:\d+: shop: punchgate\.yaml has no shop "lost"\n$/),
    });
    await writeFile(join(folder, 'twin.yaml'), system);
    const { status, err } = await run('system', 'apply', 'twin.yaml', 'buyer-srm.yaml');
    expect(status).toBe(1);
    expect(err).toContain('several files are for "buyer-srm"');
  });

  test('licenses only customers of the System, under a subscription that exists', async () => {
    const banana = await run('license', 'issue', 'buyer-srm', '--customer', 'banana');
    expect(banana).toMatchObject({ status: 1, err: expect.stringContaining('no customer banana') });
    const nope = await run('license', 'issue', 'buyer-srm', '--subscription', 'nope');
    expect(nope).toMatchObject({ status: 1, err: expect.stringContaining('no subscription "nope"') });
    expect(await run('session', 'list', '--limit', 'abc')).toMatchObject({ status: 2 });
  });

  test('helps, and ends with 2 on wrong usage and 1 on a refusal', async () => {
    const helped = [[], ['start'], ['license', 'issue']].map((command) => run(...command, '--help'));
    for (const help of await Promise.all(helped))
      expect(help).toMatchObject({ status: 0, out: expect.stringContaining('Usage: punchgate') });
    expect(await run('system', 'aply')).toMatchObject({ status: 2 });
    expect(await run('license', 'check', 'buyer-srm')).toMatchObject({ status: 2 });
    expect(await run('system', 'show', 'nobody')).toMatchObject({ status: 1 });
  });

  test('reads the configuration that it comes with, and its sample Systems', async () => {
    const root = join(import.meta.dirname, '../..');
    const comment = await readFile(join(root, 'config/punchgate.yaml'), 'utf8');
    await writeFile(join(folder, 'shipped.yaml'), comment.replace('shops: {}', config));
    const samples = ['oci', 'cxml'].map((name) => join(root, `config/systems/example-${name}.yaml.sample`));
    const applied = await punchgate(['system', 'apply', ...samples], {
      PUNCHGATE_CONFIG: join(folder, 'shipped.yaml'),
      DATA_DIR: join(folder, 'samples'),
      SHOP_CLIENT_SECRET: 'secret',
      BUYER_SRM_PASSWORD: 'password',
      BUYER_COUPA_SECRET: 'secret',
    }).result;
    expect(applied).toMatchObject({ status: 0, err: '' });
  });
});
