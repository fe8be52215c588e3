import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';
import { reportToBench } from './child-server.ts';

/** The answer to give, whatever is asked. */
const answerSchema = z.object({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

const { status, headers, body } = answerSchema.parse(JSON.parse(process.argv[2] ?? ''));

/** The least a server can do: read the request, send an answer. */
const server = createServer(async (request, response) => {
  Buffer.concat(await request.toArray());
  response.writeHead(status, headers).end(body);
});

await once(server.listen(0, '127.0.0.1'), 'listening');
const address = server.address();
reportToBench(typeof address === 'object' && address !== null ? address.port : 0, async () => {
  server.closeAllConnections();
});
