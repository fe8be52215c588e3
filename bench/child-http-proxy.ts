import { once } from 'node:events';
import { Agent, createServer } from 'node:http';
import httpProxy from 'http-proxy';
import { reportToBench } from './child-server.ts';

/** The peer as its users run it, with connections that are kept. */
const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const proxy = httpProxy.createProxyServer({ target: process.argv[2] ?? '', changeOrigin: true, agent });
proxy.on('error', () => undefined);
const server = createServer((request, response) => proxy.web(request, response));

await once(server.listen(0, '127.0.0.1'), 'listening');
const address = server.address();
reportToBench(typeof address === 'object' && address !== null ? address.port : 0, async () => {
  server.closeAllConnections();
});
