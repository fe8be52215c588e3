import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readPackage } from '../../src/demo/shop/app/installed-app.ts';
import { type CommandResult, punchgate } from '../support/punchgate-process.ts';

/** Each command is a process of its own. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let folder: string;

const shop = (entry: string) => `    url: https://shop.example
    accessKey: SWSCEXAMPLE
    salesChannelId: "${'0'.repeat(32)}"
    clientId: SWIAEXAMPLE
    clientSecret: secret
    entry: ${entry}
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'punchgate-app-'));
  const text = `server:\n  publicUrl: https://punchout.shop.example\nshops:\n  main:\n${shop('redirect')}  seen:\n${shop('proxy')}`;
  await writeFile(join(folder, 'punchgate.yaml'), text);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function run(...args: string[]): Promise<CommandResult> {
  const environment = { PUNCHGATE_CONFIG: join(folder, 'punchgate.yaml'), DATA_DIR: join(folder, 'data') };
  return punchgate(['shop', 'app', ...args], environment, folder).result;
}

async function secretIn(zip: string): Promise<string> {
  const entries = Object.entries(unzipSync(await readFile(zip)));
  return readPackage(new Map(entries.map(([path, bytes]) => [path.replace('Punchgate/', ''), bytes]))).secret;
}

describe('an operator makes the App for a shop', () => {
  test('as a zip that only the operator may read, with the same secret until it is rotated', async () => {
    const zip = join(folder, 'app.zip');
    expect(await run('main', '--out', zip)).toMatchObject({ status: 0, err: '' });
    expect((await stat(zip)).mode & 0o777).toBe(0o600);
    const first = await secretIn(zip);
    await run('main', '--out', zip);
    expect(await secretIn(zip)).toBe(first);
    await run('main', '--out', zip, '--rotate');
    expect(await secretIn(zip)).not.toBe(first);
  });

  test('as a folder under custom/apps', async () => {
    const { out } = await run('main', '--out', join(folder, 'apps'));
    expect(out).toContain('docs/shop-app.md');
    const manifest = await readFile(join(folder, 'apps/Punchgate/manifest.xml'), 'utf8');
    expect(manifest).toContain('https://punchout.shop.example/punchgate/app/main/register');
  });

  test('with the secret of the Shopware Account, which the manifest does not show', async () => {
    await writeFile(join(folder, 'account-secret'), 'secret-of-the-account\n');
    const zip = join(folder, 'cloud.zip');
    await run('main', '--out', zip, '--account-secret-file', join(folder, 'account-secret'));
    const manifest = strFromU8(unzipSync(await readFile(zip))['Punchgate/manifest.xml'] ?? new Uint8Array());
    expect(manifest).toContain('<registrationUrl>');
    expect(manifest).not.toContain('<secret>');
  });

  test('and is told where it would do nothing, or cannot be written', async () => {
    expect((await run('seen', '--out', join(folder, 'seen.zip'))).err).toContain(
      'shops.seen.entry is redirect',
    );
    const nowhere = await run('main', '--out', join(folder, 'no/such/folder.zip'));
    expect(nowhere).toMatchObject({ status: 1 });
    expect(nowhere.err).toContain('There is no file or folder');
    expect(await run('nobody', '--out', 'x.zip')).toMatchObject({ status: 2 });
    const both = await run(
      'main',
      '--out',
      'x.zip',
      '--rotate',
      '--account-secret-file',
      join(folder, 'account-secret'),
    );
    expect(both).toMatchObject({ status: 2 });
  });
});
