import { tmpdir } from 'node:os';
import { benchPrograms } from '../scripts/test-programs.mjs';
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
/** The shop sends the same bytes as text, which goes on as it is: by the same way, with the same checks. */
const samePageAsText = '/bolts-as-text';
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
  rows.push(...(await compare('injection, beside no injection', [gateway, page], [gateway, samePageAsText])));
  rows.push(...(await compareMemory(gateway, shop)));
  await Promise.all([...Object.values(peers), gateway.server].map((server) => server.stop()));
  await shop.stop();
  const absent = 'nginx' in peers ? '' : ' nginx absent.';
  return {
    title: 'Pages and files of the shop',
    peer: 'http-proxy 1.18 with kept connections; nginx with one worker',
    note: `One process each, the stub of a shop in its own, 16 connections. Only the gateway asks whose visit it is, and rewrites the page.${absent}`,
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
  const program = benchPrograms.nginx.find();
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

/** Buyers who take nothing of their download: what they cost, whatever the size of the download. */
async function compareMemory(warm: Side, shop: Server): Promise<Comparison[]> {
  const what = `${slowReaders.toLocaleString('en-US')} slow readers of`;
  const unit = 'MB, peak';
  const some = await peakWithReaders(shop, kinds['download, 10 MB']);
  const more = await peakWithReaders(shop, '/media/film.mp4');
  const none = await warm.server.peakMegabytes();
  return [
    comparisonOf({ what: `${what} 10 MB, beside none`, unit }, [{ ours: some, theirs: none }]),
    comparisonOf({ what: `${what} 30 MB, beside as many of 10 MB`, unit }, [{ ours: more, theirs: some }]),
  ];
}

/** Others are served meanwhile. */
async function peakWithReaders(shop: Server, path: string): Promise<number> {
  const fresh = await startGateway(shop);
  const letGo = await openSlowReaders(questionTo(fresh, path), slowReaders);
  await rawLoad(questionTo(fresh, page), warmUpMilliseconds);
  const peak = await fresh.server.peakMegabytes();
  letGo();
  await fresh.server.stop();
  return peak;
}

function questionTo({ server, header }: Side, path: string) {
  return { port: server.port, path, header };
}
