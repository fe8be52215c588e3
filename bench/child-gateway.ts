import { tmpdir } from 'node:os';
import { createGateway } from '../src/gateway.ts';
import { listen } from '../src/listen.ts';
import { openBenchGateway } from './bench-gateway.ts';
import { reportToBench } from './child-server.ts';

const [, , parent = tmpdir(), shopUrl] = process.argv;
const { config, adapters, log } = await openBenchGateway(parent, shopUrl);
const gateway = createGateway(config, { adapters, log, draining: () => false });
const { port, drain } = await listen(gateway, config.server);
reportToBench(port, async () => {
  await drain(0);
  await adapters.close();
});
