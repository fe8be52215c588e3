import { describe, expect, test } from 'vitest';
import { CommandRefusal } from '../../../src/commands/command-context.ts';
import { Browser, call } from '../../support/buyer.ts';
import { formTo } from '../../support/html-form.ts';
import { visitFrom } from '../../support/visit.ts';
import { identities } from './buyers.ts';
import { startFakeCxmlGateway } from './fake-cxml-gateway.ts';
import { startFakeOciGateway } from './fake-oci-gateway.ts';
import { post, profileGateway } from './profile-gateway.ts';
import { simulate } from './run-simulate.ts';

const parts = await profileGateway(['sap-srm', 'coupa', 'ifs']);
const { port } = parts;

const oci = (...more: string[]) => ociAs('sap-srm', ...more);

const ociAs = (profile: string, ...more: string[]) => [
  'oci',
  `${parts.gateway.url}/oci/${profile}`,
  ...['--profile', profile, '--user', profile, '--password-env', 'SECRET', '--port', String(port)],
  ...more,
];

const cxml = (...more: string[]) => [
  'cxml',
  `${parts.gateway.url}/cxml/coupa`,
  ...['--profile', 'coupa', '--from', identities.buyer, '--to', identities.supplier],
  ...['--sender', identities.sender, '--secret-env', 'SECRET', '--port', String(port)],
  ...more,
];

/** Leaves the shop behind a start page without a cart, as a browser does. */
async function leave(startPage: string): Promise<void> {
  const visit = await visitFrom(parts.gateway, parts.shop, startPage);
  await post(formTo((await visit.cancel()).text, `http://localhost:${port}/cart`));
}

describe('who tries punchgate simulate for the first time', () => {
  test('is told which return address is sent, and what the System must list', async () => {
    const { printed } = await simulate(['oci', 'http://127.0.0.1:9/oci', '--user', 'x']);
    expect(printed[0]).toBe(
      'Return address: https://buyer.example/return?requisition=7&line=1 (by default; --hook-url names another); the System must list buyer.example in its returnHosts',
    );
    const own = ['--hook-url', 'http://erp.example:81/in', '--json'];
    const json = await simulate([
      'cxml',
      'http://127.0.0.1:9/',
      '--from',
      'A',
      '--to',
      'B',
      '--secret-env',
      'SECRET',
      ...own,
    ]);
    expect(JSON.parse(json.printed[0] ?? '').returnAddress).toEqual({
      url: 'http://erp.example:81/in',
      origin: 'as given',
      needs: 'the System must list http://erp.example:81 in its returnHosts',
    });
    const gui = await simulate(['oci', 'http://127.0.0.1:9/oci', '--profile', 'sap-mm']);
    expect(gui.printed[0]).toContain(
      'SAPEVENT:POST (by default; --hook-url names another); the System must allow it',
    );
  });

  test('learns that an article does not exist, though a notice names it', async () => {
    const hook = ['--product', 'NOPE-1', '--hook-url', `http://localhost:${port}/cart`];
    for (const [words, id] of [
      [oci(...hook), 'oci.detail'] as const,
      [cxml(...hook), 'cxml.selected-item'] as const,
    ]) {
      const { thrown, printed } = await simulate(words);
      expect(thrown).toBeInstanceOf(CommandRefusal);
      expect(printed).toContainEqual(
        expect.stringMatching(
          new RegExp(`^failed +${id} .*\\(the same page as for an article that does not exist\\)$`),
        ),
      );
    }
  });

  test('learns how a private address can be asked', async () => {
    const { printed } = await simulate(['oci', 'http://10.255.255.1/oci', '--user', 'x']);
    expect(printed).toContainEqual(expect.stringMatching(/^failed +oci\.answer .*--allow-private/));
    expect(printed.at(-1)).toMatch(/^0 passed, 1 failed, /);
  });

  test('may leave the shop without a cart by OCI', async () => {
    const { thrown, printed } = await simulate(oci('--receive'), async (link) => {
      const login = formTo((await new Browser().open(link)).text, parts.gateway.url);
      await leave((await post(login)).headers.location ?? '');
    });
    expectCancelled({ thrown, printed }, 'cart.items', 'cart.receiver');
  });

  test('may leave the shop without a cart to an address of its own', async () => {
    const { thrown, printed } = await simulate(ociAs('ifs', '--receive'), async (link) => {
      const { headers } = await new Browser().open(link);
      const startPage = (await call(headers.location ?? '')).headers.location ?? '';
      const visit = await visitFrom(parts.gateway, parts.shop, startPage);
      const { action } = formTo((await visit.cancel()).text, `http://localhost:${port}/cancelled`);
      await call(action);
    });
    expectCancelled({ thrown, printed }, 'cart.hook-url');
  });

  test('may leave the shop without a cart by cXML', async () => {
    expectCancelled(await simulate(cxml('--receive'), leave), 'cart.document', 'cxml.edit-returned');
  });

  test('is told where a gateway welcomes the buyer but gives no start page for the cart', async () => {
    const rewrite = (text: string) => text.replace(/<StartPage>.*<\/StartPage>/, '');
    const url = await startFakeCxmlGateway({ rewrite });
    const { printed } = await simulate([...cxml('--receive').with(1, url), '--secret-env', 'FAKE']);
    expect(printed).toContainEqual(
      expect.stringMatching(/^failed +cart\.received .*\(the gateway gave no start page\)$/),
    );
  });

  test('is not told of leaks, nor shown torn words, where the password has three letters', async () => {
    const url = await startFakeOciGateway({
      change: () => ({ status: 303, headers: { location: '/text?ex=1' } }),
    });
    const words = ['oci', url, '--user', 'erika', '--password-env', 'SHORT'];
    const { printed } = await simulate(words, undefined);
    expect(printed).toContainEqual(expect.stringMatching(/^skipped +oci\.address .*fewer than 6 characters/));
    expect(printed.join('\n')).not.toMatch(/\w\[secret\]|\[secret\]\w/);
  });
});

function expectCancelled({ thrown, printed }: Awaited<ReturnType<typeof simulate>>, ...ids: string[]): void {
  expect(thrown).toBeUndefined();
  expect(printed).toContainEqual(expect.stringMatching(/^passed +cart\.received .*\(cancelled: /));
  for (const id of ids)
    expect(printed).toContainEqual(
      expect.stringMatching(new RegExp(`^skipped +${id} .*the visit was cancelled`)),
    );
}
