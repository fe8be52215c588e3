import { CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import { CommandRefusal } from '../../../src/commands/command-context.ts';
import { listen } from '../../../src/listen.ts';
import { Browser, call } from '../../support/buyer.ts';
import { formTo } from '../../support/html-form.ts';
import { visitFrom } from '../../support/visit.ts';
import { identities, secret } from './buyers.ts';
import { post, profileGateway } from './profile-gateway.ts';
import { secrets, simulate } from './run-simulate.ts';

const parts = await profileGateway(['sap-srm', 'ifs', 'coupa', 'jaggaer']);
const { port } = parts;

const oci = (profile: string, ...more: string[]) => [
  'oci',
  `${parts.gateway.url}/oci/${profile}`,
  ...['--profile', profile, '--user', profile, '--password-env', 'SECRET', '--port', String(port)],
  ...more,
];

const cxml = (...more: string[]) => [
  'cxml',
  `${parts.gateway.url}/cxml/coupa`,
  ...['--profile', 'coupa', '--from', identities.buyer, '--to', identities.supplier],
  ...['--sender', identities.sender, '--port', String(port)],
  ...more,
];

/** Shops behind a start page, and posts the cart as a browser does. */
async function shop(startPage: string): Promise<void> {
  const visit = await visitFrom(parts.gateway, parts.shop, startPage);
  await visit.add('HAM-001', 2);
  const page = await visit.transfer();
  const answer = await post(formTo(page.text, `http://localhost:${port}/cart`));
  expect(answer.text).toContain('Cart received');
}

describe('punchgate simulate', () => {
  test('tells every check, and that nothing failed', async () => {
    const { thrown, printed } = await simulate(
      oci(
        'sap-srm',
        '--product',
        'HAM-001',
        '--search',
        'hammer',
        '--hook-url',
        `http://localhost:${port}/cart`,
      ),
    );
    expect(thrown).toBeUndefined();
    expect(printed).toContainEqual(
      expect.stringMatching(/^passed {3}oci\.answer +The login is answered by .* \(HTTP 303\)$/),
    );
    expect(printed.at(-1)).toMatch(/^\d+ passed, 0 failed, 7 skipped$/);
    expect(printed.join('\n')).not.toContain(secret);
  });

  test('ends with status 1 where a check fails', async () => {
    const words = [...cxml('--secret-env', 'WRONG', '--hook-url', `http://localhost:${port}/cart`, '--json')];
    const { thrown, printed } = await simulate(words);
    expect(thrown).toBeInstanceOf(CommandRefusal);
    expect(printed.join('\n')).not.toContain(secrets.WRONG);
    const { checks } = JSON.parse(printed.join('\n'));
    expect(checks).toContainEqual(
      expect.objectContaining({ id: 'cxml.status', outcome: 'failed', seen: expect.stringContaining('401') }),
    );
    expect(checks).toContainEqual(expect.objectContaining({ id: 'page.opens', outcome: 'skipped' }));
  });

  test('receives a cart by cXML and judges it', async () => {
    const { thrown, printed } = await simulate(
      cxml('--secret-env', 'SECRET', '--receive', '--wait', '60'),
      shop,
    );
    expect(thrown).toBeUndefined();
    for (const id of ['cart.received', 'cart.buyer-cookie', 'cart.document', 'cart.receiver'])
      expect(printed).toContainEqual(expect.stringMatching(new RegExp(`^passed   ${id} `)));
  });

  test('sends a received cart back, to be changed and to be looked at, as the platform does', async () => {
    const words = cxml('--secret-env', 'SECRET', '--receive').map((word) =>
      word.replace(/coupa$/, 'jaggaer'),
    );
    const { thrown, printed } = await simulate(words, shop);
    expect(thrown).toBeUndefined();
    for (const id of ['cxml.edit-returned', 'cxml.inspect-returned'])
      expect(printed).toContainEqual(expect.stringMatching(new RegExp(`^passed   ${id} .*a start page`)));
  });

  test('receives a cart by OCI after a login by POST from the browser', async () => {
    const { thrown, printed } = await simulate(oci('sap-srm', '--receive', '--wait', '60'), async (link) => {
      const login = formTo((await new Browser().open(link)).text, parts.gateway.url);
      await shop((await post(login)).headers.location ?? '');
    });
    expect(thrown).toBeUndefined();
    expect(printed).toContainEqual(expect.stringMatching(/^passed {3}cart\.control-fields .*~OkCode/));
    expect(printed.join('\n')).not.toContain(secret);
  });

  test('receives a cart by OCI after a login by GET, with the whole of an unencoded return address', async () => {
    const hookUrl = ['--hook-url', `http://localhost:${port}/cart?uniqueid=7&tx=abc`];
    const { thrown, printed } = await simulate(oci('ifs', '--receive', ...hookUrl), async (link) => {
      const { headers } = await new Browser().open(link);
      await shop((await call(headers.location ?? '')).headers.location ?? '');
    });
    expect(thrown).toBeUndefined();
    expect(printed).toContainEqual(expect.stringMatching(/^passed {3}cart\.hook-url .*\(uniqueid, tx\)$/));
  });

  test('waits for no cart where the gateway lets nobody in', async () => {
    const { thrown, printed } = await simulate(cxml('--secret-env', 'WRONG', '--receive', '--json'));
    expect(thrown).toBeInstanceOf(CommandRefusal);
    const { checks } = JSON.parse(printed.join('\n'));
    expect(checks).toContainEqual(expect.objectContaining({ id: 'cxml.status', outcome: 'failed' }));
    expect(checks.at(-1)).toMatchObject({
      id: 'cart.received',
      outcome: 'skipped',
      seen: 'no visit',
    });
  });

  test('tells what it has found where the port for the cart is busy', async () => {
    const other = await listen(() => undefined, { port, host: 'localhost' });
    try {
      const { thrown, printed } = await simulate(oci('sap-srm', '--receive', '--json'));
      expect(thrown).toBeInstanceOf(CommandRefusal);
      const { checks } = JSON.parse(printed.join('\n'));
      expect(checks).toContainEqual(expect.objectContaining({ id: 'oci.answer', outcome: 'passed' }));
      const seen = `port ${port} is in use: name another one with --port`;
      expect(checks.at(-1)).toMatchObject({ id: 'cart.received', outcome: 'failed', seen });
    } finally {
      await other.drain(0);
    }
  });

  test('says so where no cart comes', async () => {
    const { thrown, printed } = await simulate(oci('sap-srm', '--receive', '--wait', '1'));
    expect(thrown).toBeInstanceOf(CommandRefusal);
    expect(printed).toContainEqual(expect.stringMatching(/^failed {3}cart\.received .*nothing in 1 second/));
  });

  test.each([
    ['a profile of the other protocol', ['oci', 'https://a.example/', '--profile', 'coupa']],
    ['a variable that is not set', ['oci', 'https://a.example/', '--password-env', 'ABSENT']],
    ['a parameter without a value', ['oci', 'https://a.example/', '--parameter', 'LANGUAGE']],
    [
      'a variable in a parameter that is not set',
      ['oci', 'https://a.example/', '--parameter', `A=\${ABSENT}`],
    ],
    ['a password in the address', ['oci', 'https://u:p@a.example/']],
    ['no SharedSecret', ['cxml', 'https://a.example/', '--from', 'A', '--to', 'B']],
  ])('is wrong usage with %s', async (_case, words) => {
    expect((await simulate(words)).thrown).toBeInstanceOf(CommanderError);
  });
});
