import { request } from 'node:http';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import { alternate, comparisonOf } from './measure.ts';
import type { Section } from './report.ts';
import { loginParameters } from './sample-calls.ts';
import { type Server, startServer } from './start-server.ts';

const rounds = 2;

/** Catalogues by OCI 5, read from a shop and written page by page. */
export async function downloads(): Promise<Section> {
  const shop = await startServer(new URL('child-shop.ts', import.meta.url));
  const sides = { ours: () => peakOf(100_000, shop), theirs: () => peakOf(1_000, shop) };
  const pairs = await alternate(rounds, sides);
  await shop.stop();
  return {
    title: 'DOWNLOADJSON of 100,000 articles',
    peer: 'the same gateway that sends 1,000 articles',
    note: 'Peak memory of the whole process, in a fresh gateway each. The stub of a shop runs in a process of its own.',
    rows: [comparisonOf({ what: 'process, peak', unit: 'MB' }, pairs)],
  };
}

async function peakOf(articles: number, shop: Server): Promise<number> {
  const shopUrl = `http://127.0.0.1:${shop.port}`;
  const gateway = await startServer(new URL('child-gateway.ts', import.meta.url), tmpdir(), shopUrl);
  const received = await download(articles, gateway.port);
  if (received !== articles) throw new Error(`${received} articles instead of ${articles}`);
  const peak = await gateway.peakMegabytes();
  await gateway.stop();
  return peak;
}

/** So many articles have come. */
async function download(articles: number, port: number): Promise<number> {
  const parameters = { ...loginParameters, FUNCTION: 'DOWNLOADJSON', PAGESIZE: String(articles) };
  const answer = await new Promise<Readable>((resolve, reject) => {
    const path = `/oci?${new URLSearchParams(parameters)}`;
    request({ host: '127.0.0.1', port, path }, resolve).once('error', reject).end();
  });
  let text = '';
  let received = 0;
  for await (const chunk of answer.setEncoding('utf8')) {
    const parts = `${text}${chunk}`.split('"NEWITEM"');
    received += parts.length - 1;
    text = (parts.at(-1) ?? '').slice(-'"NEWITEM"'.length);
  }
  return received;
}
