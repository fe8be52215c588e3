import { createServer, type Server } from 'node:net';

/** A port that nothing listens on, with as many free ones behind it as are asked for. */
export async function freePort(following = 0): Promise<number> {
  const first = await listening(0);
  const port = portOf(first);
  const others = await Promise.allSettled(
    Array.from({ length: following }, (_, index) => listening(port + 1 + index)),
  );
  const taken = others.some(({ status }) => status === 'rejected');
  const servers = others.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  await Promise.all([first, ...servers].map(closed));
  return taken ? await freePort(following) : port;
}

async function listening(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '0.0.0.0', resolve);
  });
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

async function closed(server: Server): Promise<void> {
  await new Promise((resolve) => server.close(resolve));
}
