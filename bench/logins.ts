import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { type Answer, type Call, load, send } from './load.ts';
import { alternate, type Comparison, comparisonOf } from './measure.ts';
import type { Section } from './report.ts';
import { loginCall, setupCall } from './sample-calls.ts';
import { type Server, startServer } from './start-server.ts';

const rounds = 5;
const slice = { milliseconds: 450 };
/** Until the compiler has seen enough of the gateway. */
const warmUp = { milliseconds: 3_500, answers: 1_500 };
const memory = '/dev/shm';

/** Beginnings of visits, from the request of the buyer's system to the answer with the address of the start page. */
export async function logins(): Promise<Section> {
  const rows = await compareGateway('disk', tmpdir());
  if (existsSync(memory)) rows.push(...(await compareGateway('memory', memory)));
  return {
    title: 'Visits begun',
    peer: 'a bare node:http server that reads the same request and sends the same answer',
    note:
      'One process each, 16 connections. "disk": SQLite on a disk, synced for every visit; "memory": the same without ' +
      'the disk.\nThe load generator holds the bare server back, so the ratio of processor time is the sterner one.',
    rows,
  };
}

async function compareGateway(storage: string, directory: string): Promise<Comparison[]> {
  const gateway = await startServer(new URL('child-gateway.ts', import.meta.url), directory);
  const rows = [
    ...(await compareCalls(`PunchOutSetupRequest, ${storage}`, setupCall, gateway)),
    ...(await compareCalls(`OCI login, ${storage}`, loginCall, gateway)),
  ];
  await gateway.stop();
  return rows;
}

async function compareCalls(what: string, call: Call, gateway: Server): Promise<Comparison[]> {
  const answer = sameAnswer(await send(gateway.port, call));
  const bare = await startServer(new URL('bare-server.ts', import.meta.url), answer);
  await load(gateway.port, call, warmUp);
  await load(bare.port, call, warmUp);
  const turns = await alternate(rounds, { ours: () => turn(gateway, call), theirs: () => turn(bare, call) });
  await bare.stop();
  const each = (key: keyof Turn) =>
    turns.map(({ ours, theirs }) => ({ ours: ours[key], theirs: theirs[key] }));
  return [
    comparisonOf({ what, unit: 'answers/s' }, each('answersPerSecond')),
    comparisonOf({ what, unit: 'processor ms/answer' }, each('processorMilliseconds')),
  ];
}

interface Turn {
  answersPerSecond: number;
  processorMilliseconds: number;
}

async function turn(server: Server, call: Call): Promise<Turn> {
  const usedBefore = await server.processorSeconds();
  const startedAt = performance.now();
  const answers = await load(server.port, call, slice);
  const seconds = (performance.now() - startedAt) / 1000;
  const used = (await server.processorSeconds()) - usedBefore;
  return { answersPerSecond: answers / seconds, processorMilliseconds: (used * 1000) / answers };
}

/** The gateway's answer to the same call, for the bare server to repeat. */
function sameAnswer({ status, headers, body }: Answer): string {
  const { date, connection, 'keep-alive': keepAlive, ...own } = headers;
  return JSON.stringify({ status, headers: own, body: body.toString() });
}
