import { describe, expect, test } from 'vitest';
import { CommandRefusal } from '../../../src/commands/command-context.ts';
import { sharedSecret, startFakeCxmlGateway } from './fake-cxml-gateway.ts';
import { startFakeOciGateway } from './fake-oci-gateway.ts';
import { type Run, secrets, simulate } from './run-simulate.ts';

function expectSilence({ printed }: Run): void {
  const text = printed.join('\n');
  for (const value of [...Object.values(secrets), sharedSecret]) {
    expect(text).not.toContain(value);
    expect(text).not.toContain(encodeURIComponent(value));
    expect(text).not.toContain(encodeURIComponent(value).slice(0, 12));
    expect(text).not.toContain(value.replace('&', '&amp;'));
  }
}

describe.each([[[]], [['--json']]])('what punchgate simulate shows %j', (format) => {
  test('has none of the secrets that an OCI gateway repeats, also not one of --parameter', async () => {
    const handle = encodeURIComponent(secrets.HANDLE);
    const password = encodeURIComponent(secrets.SECRET);
    const url = await startFakeOciGateway({
      change: ({ headers }, call) =>
        call === 'login'
          ? {
              headers: {
                ...headers,
                location: `/shop?key=${handle}`,
                'cache-control': `private, ${handle} ${'x'.repeat(180)} ${password}`,
              },
            }
          : {},
    });
    const login = ['--user', 'erika', '--password-env', 'SECRET', '--parameter', `KEY=a\${HANDLE}`];
    const run = await simulate(['oci', url, ...login, ...format]);
    expect(run.thrown).toBeInstanceOf(CommandRefusal);
    expect(run.printed.join('\n')).toContain('[secret]');
    expectSilence(run);
  });

  test('has none of the secrets that a cXML gateway repeats, also not one of --extrinsic', async () => {
    const url = await startFakeCxmlGateway({
      rewrite: (text) => text.replace('told', secrets.HANDLE.replace('&', '&amp;')),
    });
    const parties = ['--from', 'A', '--to', 'B', '--secret-env', 'WRONG'];
    const run = await simulate(['cxml', url, ...parties, '--extrinsic', `Key=\${HANDLE}`, ...format]);
    expect(run.thrown).toBeInstanceOf(CommandRefusal);
    expect(run.printed.join('\n')).toContain('[secret]');
    expectSilence(run);
  });
});

test('a secret of --parameter or --extrinsic must not come back', async () => {
  const leaky = await startFakeOciGateway({
    change: ({ headers }, call) =>
      call === 'login' ? { headers: { ...headers, location: `/shop?key=${secrets.WRONG}` } } : {},
  });
  const login = ['--user', 'erika', '--password-env', 'SECRET', '--parameter', `KEY=\${WRONG}`];
  const oci = await simulate(['oci', leaky, ...login]);
  expect(oci.printed).toContainEqual(expect.stringMatching(/^failed +oci\.address /));
  const talking = await startFakeCxmlGateway({ rewrite: (text) => text.replace('told', secrets.WRONG) });
  const parties = ['--from', 'A', '--to', 'B', '--secret-env', 'SECRET', '--extrinsic', `Key=\${WRONG}`];
  const cxml = await simulate(['cxml', talking, ...parties]);
  expect(cxml.printed).toContainEqual(expect.stringMatching(/^failed +cxml\.no-secret /));
});
