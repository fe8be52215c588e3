import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { afterAll, describe, expect, test } from 'vitest';
import { CommandRefusal } from '../../../src/commands/command-context.ts';
import { runCommand } from '../../support/command-line.ts';
import { setupXml } from '../cxml/setup-xml.ts';

const folder = mkdtempSync(join(tmpdir(), 'lint-'));
afterAll(() => rmSync(folder, { recursive: true }));

const setup = setupXml({
  content: `<BuyerCookie>c</BuyerCookie>
<BrowserFormPost><URL>https://buyer.example/back</URL></BrowserFormPost>`,
});

/** Runs the command over a file with this content. */
async function lint(content: string | Buffer, ...options: string[]) {
  const path = join(folder, 'input');
  writeFileSync(path, content);
  return await run(path, ...options);
}

async function run(...words: string[]) {
  const { thrown, told } = await runCommand(['lint', ...words]);
  return { thrown, printed: told.join('\n') };
}

describe('punchgate lint', () => {
  test('says so where there is nothing to find', async () => {
    expect(await lint(setup)).toEqual({ thrown: undefined, printed: 'Nothing to find (read as cxml)' });
    expect((await lint(Buffer.from(`\ufeff${setup}`, 'utf16le'))).printed).toContain('read as cxml');
    expect(await lint('HOOK_URL=https://buyer.example/\nUSERNAME=u')).toEqual({
      thrown: undefined,
      printed: 'Nothing to find (read as oci)',
    });
  });

  test('tells the worst first, with its line, and ends with status 1', async () => {
    const faulty = setup.replace('+02:00', '').replace('<BuyerCookie>c</BuyerCookie>', '');
    const { thrown, printed } = await lint(faulty);
    expect(thrown).toBeInstanceOf(CommandRefusal);
    expect(thrown?.message).toBe('1 refused, 1 tolerated (read as cxml)');
    expect(printed.split('\n')).toEqual([
      expect.stringMatching(/^severity +line +where +problem$/),
      expect.stringMatching(/^refused +5 .*lacks BuyerCookie$/),
      expect.stringMatching(/^tolerated +3 .*timestamp/),
    ]);
    expect(printed).not.toContain('abracadabra');
  });

  test('answers programs in JSON', async () => {
    const { printed } = await lint('USERNAME=u\nHOOK_URL=', '--json');
    expect(JSON.parse(printed)).toEqual([
      { severity: 'refused', line: 2, where: 'HOOK_URL', problem: 'is empty' },
    ]);
    expect((await lint(setup, '--json')).printed).toBe('[]');
  });

  test('takes a page with a form for OCI, and obeys --kind', async () => {
    const page =
      '<!DOCTYPE html><form method="post"><input name="HOOK_URL" value="https://a.example/"></form>';
    expect((await lint(page)).printed).toBe('Nothing to find (read as oci)');
    expect((await lint(page, '--kind', 'cxml')).thrown?.message).toContain('read as cxml');
  });

  test.each([
    ['no file', []],
    ['a file that is not there', [join(folder, 'absent.xml')]],
    ['a folder', [folder]],
    ['an unknown kind', [folder, '--kind', 'edifact']],
  ])('is wrong usage with %s', async (_case, words) => {
    expect((await run(...words)).thrown).toBeInstanceOf(CommanderError);
  });
});
