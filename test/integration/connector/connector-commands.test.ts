import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../../support/command-line.ts';

const config = `connectors:
  plugin:
    url: https://shop.example/oci/login
`;

const file = (name: string, protocol: string, shop: string) => `name: ${name}
protocol: ${protocol}
shop: ${shop}
returnHosts: [buyer.example]
customers:
  - { id: ${'a'.repeat(32)}, user: ${name}, password: buyer-password }
${protocol === 'cxml' ? 'sharedSecret: a-long-shared-secret\nlogin: { from: { check: false }, to: { check: false }, sender: { credentials: [{ domain: DUNS, identity: "1" }] } }' : ''}
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'punchgate-connector-'));
  await writeFile(join(folder, 'punchgate.yaml'), config);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...words: string[]) {
  const environment = { PUNCHGATE_CONFIG: join(folder, 'punchgate.yaml'), DATA_DIR: join(folder, 'data') };
  const { thrown, told } = await runCommand(words, { environment });
  return { fault: thrown?.message, told: told.join('\n') };
}

async function apply(name: string, protocol: string, shop: string) {
  const path = join(folder, `${name}.yaml`);
  await writeFile(path, file(name, protocol, shop));
  return await run('system', 'apply', path);
}

describe('a System whose shop speaks punchout', () => {
  test('is applied, edited and licensed for the website of that shop', async () => {
    expect(await apply('srm', 'oci', 'plugin')).toMatchObject({ fault: undefined });
    expect(await run('license', 'issue', 'srm')).toMatchObject({ fault: undefined });
    const { told } = await run('license', 'list', '--json');
    expect(JSON.parse(told)).toContainEqual(expect.objectContaining({ website: 'https://shop.example' }));
    await writeFile(join(folder, 'srm.yaml'), `${file('srm', 'oci', 'plugin')}units: { default: BX }\n`);
    expect(await run('system', 'draft', join(folder, 'srm.yaml'))).toMatchObject({ fault: undefined });
    expect((await run('system', 'diff', 'srm')).told).toContain('is bound anew when this is published');
    expect(await run('system', 'publish', 'srm')).toMatchObject({ fault: undefined });
    expect((await run('license', 'check', 'srm', 'a'.repeat(32))).told).toMatch(/valid/);
  });

  test('cannot be one of a protocol that its connector does not take', async () => {
    const { fault } = await apply('ariba', 'cxml', 'plugin');
    expect(fault).toContain('ariba.yaml:3: shop: the connector "plugin" has no cxmlUrl');
  });

  test('cannot name a shop that is neither a shop nor a connector', async () => {
    expect((await apply('lost', 'oci', 'elsewhere')).fault).toContain(
      'punchgate.yaml has no shop "elsewhere"',
    );
  });

  test('is listed with all shops, and there is nothing to check in it', async () => {
    const { told } = await run('shop', 'list', '--json');
    expect(JSON.parse(told)).toEqual([
      {
        name: 'plugin',
        url: 'https://shop.example/oci/login',
        timeoutMilliseconds: 10_000,
        allowPrivate: false,
      },
    ]);
    expect((await run('shop', 'check', 'plugin')).told).toContain('"plugin" is a connector');
  });
});
