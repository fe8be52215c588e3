import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { listen } from '../../src/listen.ts';

test('a process that stops does not wait for connections that have another protocol', async () => {
  const service = {
    request: () => undefined,
    upgrade: (_request: unknown, socket: NodeJS.WritableStream) =>
      void socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
      ),
  };
  const { port, drain } = await listen(service, { port: 0, host: '127.0.0.1' });
  const headers = { connection: 'Upgrade', upgrade: 'websocket' };
  const sent = request({ host: '127.0.0.1', port, headers }).end();
  const [, socket]: [unknown, Socket] = (await once(sent, 'upgrade')) as [unknown, Socket];
  const closed = once(socket.resume(), 'close');
  await drain(60_000);
  await closed;
  expect(socket.destroyed).toBe(true);
});
