import { tmpdir } from 'node:os';
import { testPrograms } from '../scripts/test-programs.mjs';
import { enterBenchVisit } from './bench-visit.ts';
import { type Comparison, comparisonOf } from './measure.ts';
import { type Load, rawLoad } from './raw-load.ts';
import type { Section } from './report.ts';
import { openSlowReaders } from './slow-readers.ts';
import { startNginx } from './start-nginx.ts';
import { type Server, startServer } from './start-server.ts';

const rounds = 5;
const sliceMilliseconds = 600;
const warmUpMilliseconds = 1_500;
const slowReaders = 1_000;

const page = '/bolts';
const samePageAsFile = '/media/bolts.txt';
const kinds = { 'file, 8 kB': '/theme/all.css', 'page, 60 kB': page, 'download, 10 MB': '/media/manual.pdf' };

interface Side {
  server: Server;
  header: string;
}

interface Turn extends Load {
  processorMilliseconds: number;
}

const units = {
  answersPerSecond: 'answers/s',
  processorMilliseconds: 'processor ms/answer',
  slowMilliseconds: 'ms, 99th of 100',
} as const;

/** Pages and files of a shop through the gateway, and through two reverse proxies. */
export async function proxy(): Promise<Section> {
  const shop = await startServer(new URL('child-storefront.ts', import.meta.url));
  const peers = await startPeers(shop);
  const gateway = await startGateway(shop);
  const rows: Comparison[] = [];
  for (const [name, server] of Object.entries(peers)) {
    const peer = { server, header: '' };
    for (const [what, path] of Object.entries(kinds))
      rows.push(...(await compare(`${what}, beside ${name}`, [gateway, path], [peer, path])));
  }
  rows.push(...(await compare('injection, beside no injection', [gateway, page], [gateway, samePageAsFile])));
  rows.push(await compareMemory(gateway, shop));
  await Promise.all([...Object.values(peers), gateway.server].map((server) => server.stop()));
  await shop.stop();
  const absent = 'nginx' in peers ? '' : ' nginx absent.';
  return {
    title: 'Pages and files of the shop',
    peer: 'http-proxy 1.18 with kept connections; nginx with one worker',
    note: `One process each, the stub of a shop in its own, 16 connections. Only the gateway rewrites the page.${absent}`,
    rows,
  };
}

async function startGateway(shop: Server): Promise<Side> {
  const shopUrl = `http://127.0.0.1:${shop.port}`;
  const server = await startServer(new URL('child-gateway.ts', import.meta.url), tmpdir(), shopUrl);
  return { server, header: `Cookie: ${await enterBenchVisit(server.port)}\r\n` };
}

async function startPeers(shop: Server): Promise<Record<string, Server>> {
  const peer = new URL('child-http-proxy.ts', import.meta.url);
  const program = testPrograms.nginx.find();
  return {
    'http-proxy': await startServer(peer, `http://127.0.0.1:${shop.port}`),
    ...(program ? { nginx: await startNginx(program, shop.port) } : {}),
  };
}

type Asked = [side: Side, path: string];

async function compare(what: string, ours: Asked, theirs: Asked): Promise<Comparison[]> {
  for (const [side, path] of [ours, theirs]) await rawLoad(questionTo(side, path), warmUpMilliseconds);
  const turns: { ours: Turn; theirs: Turn }[] = [];
  for (let round = 0; round < rounds; round += 1)
    turns.push({ ours: await turnOf(...ours), theirs: await turnOf(...theirs) });
  return (Object.keys(units) as (keyof typeof units)[]).map((key) =>
    comparisonOf(
      { what, unit: units[key] },
      turns.map((turn) => ({ ours: turn.ours[key], theirs: turn.theirs[key] })),
    ),
  );
}

async function turnOf(side: Side, path: string): Promise<Turn> {
  const usedBefore = await side.server.processorSeconds();
  const load = await rawLoad(questionTo(side, path), sliceMilliseconds);
  const used = (await side.server.processorSeconds()) - usedBefore;
  return { ...load, processorMilliseconds: (used * 1000) / load.answers };
}

/** Buyers who take nothing of their download: what they cost, and that others are served meanwhile. */
async function compareMemory(warm: Side, shop: Server): Promise<Comparison> {
  const fresh = await startGateway(shop);
  const download = questionTo(fresh, kinds['download, 10 MB']);
  const letGo = await openSlowReaders(download, slowReaders);
  await rawLoad(questionTo(fresh, page), warmUpMilliseconds);
  const ours = await fresh.server.peakMegabytes();
  letGo();
  const theirs = await warm.server.peakMegabytes();
  await fresh.server.stop();
  const what = `${slowReaders.toLocaleString('en-US')} slow readers, beside none of them`;
  return comparisonOf({ what, unit: 'MB, peak' }, [{ ours, theirs }]);
}

function questionTo({ server, header }: Side, path: string) {
  return { port: server.port, path, header };
}
