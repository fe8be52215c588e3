import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type CommandResult, punchgate } from '../support/punchgate-process.ts';

/** Each command is a process of its own. */
vi.setConfig({ testTimeout: 180_000 });

let folder: string;

const customerId = 'a'.repeat(32);

const config = `shops:
  main:
    url: https://shop.example
    accessKey: SWSCEXAMPLE
    salesChannelId: ${'b'.repeat(32)}
    clientId: SWIAEXAMPLE
    clientSecret: secret
`;

const file = (name: string, unit: string, more = '') => `name: ${name}
protocol: oci
shop: main
returnHosts: [${name}.buyer.example]
customers:
  - { id: ${customerId}, user: ${name}, password: buyer-password }
fields: { item: { DESCRIPTION: product.name, UNIT: item.unit } }
units: { default: ${unit} }
${more}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'punchgate-systems-'));
  await writeFile(join(folder, 'punchgate.yaml'), config);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function run(...args: string[]): Promise<CommandResult> {
  const environment = { PUNCHGATE_CONFIG: join(folder, 'punchgate.yaml'), DATA_DIR: join(folder, 'data') };
  return punchgate(args, environment, folder).result;
}

async function json(...args: string[]) {
  const { status, out, err } = await run(...args, '--json');
  expect(status, err).toBe(0);
  return JSON.parse(out);
}

const write = (name: string, text: string) => writeFile(join(folder, `${name}.yaml`), text);

describe('an operator edits a System step by step', () => {
  test('a draft says what would change, and nothing changes until it is published', async () => {
    await write('one', file('one', 'PCE'));
    expect(await run('system', 'apply', 'one.yaml')).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^one: new, v1:[0-9a-f]{64}\n$/),
    });
    await run('license', 'issue', 'one');
    await write('one', file('one', 'EA', 'title: Number one'));
    const { out } = await run('system', 'draft', 'one.yaml');
    expect(out).toContain('one: draft on revision 1');
    expect(out).toContain('the default unit is now EA, was PCE');
    expect(out).toContain('the title is now Number one, was one');
    expect(out).toMatch(/license: …\w{5} is bound anew when this is published/);
    expect(await run('license', 'check', 'one', customerId)).toMatchObject({ status: 0 });
    expect((await run('system', 'diff', 'one')).out).toBe(out);
    expect(JSON.parse((await run('system', 'show', 'one')).out)).toMatchObject({
      revision: 1,
      draft: { basedOn: 1 },
    });
    expect(await json('system', 'drafts')).toMatchObject([{ name: 'one', protocol: 'oci', basedOn: 1 }]);
  });

  test('publishing it binds the license anew, and the buyer is let in', async () => {
    const diff = await json('system', 'diff', 'one');
    expect(diff).toMatchObject({
      name: 'one',
      state: 'draft',
      outdated: false,
      licensed: ['the default unit is now EA, was PCE'],
      other: ['the title is now Number one, was one'],
      license: { effect: 'rebind', from: diff.fingerprintBefore },
    });
    const published = await run('system', 'publish', 'one');
    expect(published.out).toMatch(/^one: revision 2, license …\w{5} bound anew, v1:[0-9a-f]{64}\n$/);
    expect(published.out).toContain(diff.fingerprint);
    expect(await run('license', 'check', 'one', customerId)).toMatchObject({ status: 0 });
    expect((await run('system', 'diff', 'one')).out).toBe('one: no draft\n');
    expect(await run('system', 'publish', 'one')).toMatchObject({
      status: 1,
      err: expect.stringContaining('one has no draft'),
    });
  });

  test('an unchanged file makes no draft, and takes back one that was made before', async () => {
    expect((await run('system', 'draft', 'one.yaml')).out).toBe('one: unchanged, no draft\n');
    await write('other-one', file('one', 'BX'));
    await run('system', 'draft', 'other-one.yaml');
    expect(await json('system', 'drafts')).toHaveLength(1);
    expect(await json('system', 'apply', 'one.yaml')).toEqual([{ name: 'one', state: 'unchanged' }]);
    expect(await json('system', 'drafts')).toEqual([]);
  });

  test('a discarded draft is gone', async () => {
    await run('system', 'draft', 'other-one.yaml');
    expect((await run('system', 'discard', 'one')).out).toBe('one: draft discarded\n');
    expect(await run('system', 'discard', 'one')).toMatchObject({ status: 1 });
    expect((await run('system', 'diff', 'one')).out).toBe('one: no draft\n');
    expect(await run('system', 'diff', 'nobody')).toMatchObject({ status: 1 });
  });

  test('a draft of a System that was disabled meanwhile is not published', async () => {
    await run('system', 'draft', 'other-one.yaml');
    await run('system', 'disable', 'one');
    expect((await run('system', 'diff', 'one')).out).toContain(
      'outdated: revision 3 was published meanwhile',
    );
    const refused = await run('system', 'publish', 'one');
    expect(refused).toMatchObject({ status: 1, err: expect.stringContaining('published by somebody else') });
    expect(refused.err).toContain('punchgate system draft one');
    expect((await run('system', 'apply', 'one.yaml')).out).toMatch(/^one: revision 4, same license, v1:/);
  });
});

describe('two Systems have one configuration, and so one license', () => {
  test('the second one needs no license of its own', async () => {
    await write('two', file('two', 'EA'));
    expect((await run('system', 'apply', 'two.yaml')).out).toMatch(/^two: new, license …\w{5} fits, v1:/);
  });

  test('an edit that would take the license from the other stays a draft; the other files are applied', async () => {
    await write('two', file('two', 'KGM'));
    await write('three', file('three', 'MTR'));
    const applied = await run('system', 'apply', 'two.yaml', 'three.yaml');
    expect(applied.status).toBe(1);
    expect(applied.out).toMatch(/^two: stays a draft\nthree: new, v1:[0-9a-f]{64}\n$/);
    expect(applied.err).toMatch(/two needs another license: license …\w{5} serves the System one as well/);
    expect(applied.err).toContain('punchgate system publish two');
    expect(await run('license', 'check', 'one', customerId)).toMatchObject({ status: 0 });
    const again = await run('system', 'apply', 'two.yaml', '--json');
    expect(again.status).toBe(1);
    expect(JSON.parse(again.out)).toMatchObject([
      { name: 'two', state: 'draft', refused: 'other_license_needed' },
    ]);
  });

  test('with the license that the refusal asks for, it is published', async () => {
    const { err } = await run('system', 'publish', 'two');
    const [, connect = ''] = /punchgate license connect <key> (.*)/.exec(err) ?? [];
    const [, assign = ''] = /punchgate license assign (.*) --customer <id>/.exec(err) ?? [];
    const [subscription] = await json('subscription', 'list');
    const sold = await json('license', 'issue', '--subscription', subscription.id, '--systems', '1');
    const { key } = sold.find(({ kind }: { kind: string }) => kind === 'system');
    await json('license', 'connect', key, ...connect.split(' '));
    await json('license', 'assign', ...assign.split(' '), '--customer', customerId);
    expect((await run('system', 'publish', 'two')).out).toMatch(/^two: revision 2, license …\w{5} fits, v1:/);
    for (const name of ['one', 'two'])
      expect(await run('license', 'check', name, customerId)).toMatchObject({ status: 0 });
  });

  test('or without a license, where the operator wants it so', async () => {
    await write('three', file('three', 'EA'));
    await run('system', 'apply', 'three.yaml');
    await write('three', file('three', 'LTR'));
    expect(await run('system', 'apply', 'three.yaml')).toMatchObject({ status: 1 });
    const published = await run('system', 'publish', 'three', '--without-license');
    expect(published.out).toMatch(/^three: revision 3, licenses left as they are, v1:/);
    expect(await run('license', 'check', 'three', customerId)).toMatchObject({ status: 1 });
  });
});
