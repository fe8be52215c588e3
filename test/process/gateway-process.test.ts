import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { call, cxmlCall, ociLogin, setupRequest } from '../support/buyer.ts';
import { type PunchgateProcess, punchgate } from '../support/punchgate-process.ts';
import { freePort } from '../support/services/free-port.ts';

vi.setConfig({ testTimeout: 90_000 });

let folder: string;
let port: number;
let running: PunchgateProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'punchgate-process-'));
  port = await freePort(2);
});

afterEach(async () => {
  running?.child.kill('SIGTERM');
  await running?.result;
  await rm(folder, { recursive: true, force: true });
});

async function start(args: string[], environment: Record<string, string> = {}): Promise<string> {
  running = punchgate(['start', ...args], { PORT: String(port), DATA_DIR: folder, ...environment }, folder);
  await running.prints('"event":"started"');
  return `http://localhost:${port}`;
}

describe('the process', () => {
  test('starts alone with --no-demo and in production, ready and without a System', async () => {
    for (const [args, environment] of [
      [['--no-demo'], {}],
      [[], { NODE_ENV: 'production' }],
    ] as const) {
      const url = await start([...args], environment);
      expect((await call(`${url}/health/live`)).status).toBe(200);
      expect(JSON.parse((await call(`${url}/health/ready`)).text)).toMatchObject({ status: 'ready' });
      expect((await ociLogin(url)).status).toBe(401);
      expect(running?.printed()).not.toContain('Test buyer');
      running?.child.kill('SIGTERM');
      expect(await running?.result).toMatchObject({ status: 0 });
    }
  });

  test('lets a running request finish after SIGTERM, takes no new one, and ends with 0', async () => {
    const url = await start(['--no-demo']);
    const slow = cxmlCallInPieces(url);
    await slow.begun;
    running?.child.kill('SIGTERM');
    await running?.prints('"event":"draining"');
    await expect(call(`${url}/health/live`)).rejects.toThrow();
    slow.finish();
    expect(await slow.answer).toContain('code="401"');
    expect(await running?.result).toMatchObject({ status: 0 });
  });

  test('tells of a shop that is lost, and stays ready', async () => {
    const settings = 'accessKey: SWSC, clientId: SWIA, clientSecret: secret, allowPrivate: true';
    const nowhere = `url: "http://127.0.0.1:${port + 1}", salesChannelId: "${'c'.repeat(32)}"`;
    const config = join(folder, 'punchgate.yaml');
    await writeFile(config, `shops:\n  main: { ${nowhere}, ${settings} }\n`);
    const url = await start(['--no-demo'], { PUNCHGATE_CONFIG: config });
    await running?.prints('"event":"shop_failed"');
    const { status, text } = await call(`${url}/health/ready`);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      status: 'degraded',
      shops: { main: { status: 'failed', reason: 'shop_unreachable', since: expect.any(String) } },
    });
  });

  test('says which port is taken', async () => {
    await start(['--no-demo']);
    const second = punchgate(['start', '--no-demo'], { PORT: String(port), DATA_DIR: folder }, folder);
    expect(await second.result).toMatchObject({
      status: 1,
      err: expect.stringContaining(`Port ${port} is in use`),
    });
  });

  test('names every fault of its environment and does not start', async () => {
    const environment = { PORT: 'eighty', PUBLIC_URL: 'shop', PUNCHGATE_KEY: 'short', DATA_DIR: folder };
    const { status, err } = await punchgate(['start', '--no-demo'], environment, folder).result;
    expect(status).toBe(1);
    for (const name of ['PORT', 'PUBLIC_URL', 'PUNCHGATE_KEY']) expect(err).toContain(name);
  });

  test('keeps what the operator changed in the demo over a restart', async () => {
    await start([]);
    expect((await cxmlCall(`http://localhost:${port}`, demoSetup())).code).toBe('200');
    running?.child.kill('SIGTERM');
    await running?.result;
    const changed = await punchgate(['subscription', 'list', '--json'], { DATA_DIR: folder }, folder).result;
    for (const { id } of JSON.parse(changed.out)) {
      await punchgate(['subscription', 'cancel', id], { DATA_DIR: folder }, folder).result;
    }
    await start([]);
    expect((await cxmlCall(`http://localhost:${port}`, demoSetup())).code).toBe('403');
  });
});

function demoSetup(): string {
  return setupRequest({ returnUrl: `http://localhost:${port + 2}/return/cxml` });
}

/** A request whose body is only finished when told. */
function cxmlCallInPieces(url: string) {
  const [start, end] = [setupRequest().slice(0, 100), setupRequest().slice(100)];
  let finish = (): void => {};
  let began = (): void => {};
  const begun = new Promise<void>((resolve) => {
    began = resolve;
  });
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from(start));
      began();
      finish = () => {
        controller.enqueue(Buffer.from(end));
        controller.close();
      };
    },
  });
  const options = {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { 'content-type': 'text/xml' },
  } as RequestInit;
  const answer = fetch(`${url}/cxml`, options).then((response) => response.text());
  return {
    begun: begun.then(() => new Promise((resolve) => setTimeout(resolve, 300))),
    finish: () => finish(),
    answer,
  };
}
