import { connect, createServer, type Socket } from 'node:net';
import { freePort } from './free-port.ts';

export interface FaultProxy {
  /** `url` of the server behind it, by way of the proxy. */
  url: string;
  /** Connections stay open and nothing comes through any more, as from a host that has vanished. */
  hang(): void;
  /** Hung connections break, new ones work. */
  resume(): void;
  stop(): Promise<void>;
}

/** Stands between a client and a server on 127.0.0.1. */
export async function startFaultProxy(serverUrl: string): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  let hangs = false;
  const server = createServer((client) => {
    const upstream = connect(Number(new URL(serverUrl).port), '127.0.0.1');
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
      from.pipe(to);
      if (hangs) from.pause();
    }
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = new URL(serverUrl);
  url.port = String(port);
  return {
    url: url.href,
    hang() {
      hangs = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    resume() {
      hangs = false;
      for (const socket of sockets) socket.destroy();
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
