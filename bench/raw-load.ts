import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const connections = 16;
const headEnd = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('\r\n0\r\n\r\n');

export interface Question {
  port: number;
  path: string;
  /** Lines of a header, each with its line end. */
  header: string;
}

export interface Load {
  answersPerSecond: number;
  /** 99 of 100 answers took no longer. */
  slowMilliseconds: number;
  answers: number;
}

/** Keeps connections busy for a while, with as little work as can be: what it takes is taken from the servers. */
export async function rawLoad(question: Question, milliseconds: number): Promise<Load> {
  const taken: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + milliseconds;
  await Promise.all(Array.from({ length: connections }, () => repeat(question, endsAt, taken)));
  const seconds = (performance.now() - startedAt) / 1000;
  const sorted = taken.toSorted((left, right) => left - right);
  return {
    answersPerSecond: taken.length / seconds,
    slowMilliseconds: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
    answers: taken.length,
  };
}

async function repeat(question: Question, endsAt: number, taken: number[]): Promise<void> {
  const socket = connect(question.port, '127.0.0.1').setNoDelay(true);
  await once(socket, 'connect');
  const request = requestOf(question);
  while (performance.now() < endsAt) {
    const askedAt = performance.now();
    await ask(socket, request);
    taken.push(performance.now() - askedAt);
  }
  socket.destroy();
}

/** The bytes of a request. */
export function requestOf({ path, header }: Question): string {
  return `GET ${path} HTTP/1.1\r\nHost: punchout.bench.example\r\n${header}\r\n`;
}

function ask(socket: Socket, request: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let head: Buffer | undefined = Buffer.alloc(0);
    let isWhole: (chunk: Buffer) => boolean = () => false;
    let received = 0;
    const settle = (error?: Error) => {
      socket.off('data', onData).off('close', onClose).off('error', settle);
      if (error) reject(error);
      else resolve(received);
    };
    const onClose = () => settle(new Error('the server has closed the connection'));
    const onData = (chunk: Buffer) => {
      let body = chunk;
      if (head) {
        head = Buffer.concat([head, chunk]);
        const end = head.indexOf(headEnd);
        if (end === -1) return;
        const text = head.toString('latin1', 0, end);
        if (!text.startsWith('HTTP/1.1 200')) return settle(new Error(text));
        body = head.subarray(end + headEnd.length);
        head = undefined;
        isWhole = endOf(text, () => received);
      }
      received += body.length;
      if (isWhole(body)) settle();
    };
    socket.on('data', onData).on('close', onClose).on('error', settle).write(request);
  });
}

/** How the end of an answer is told: by its length, or by its last chunk. */
function endOf(head: string, received: () => number): (chunk: Buffer) => boolean {
  const [, length] = /^content-length: (\d+)/im.exec(head) ?? [];
  if (length !== undefined) return () => received() >= Number(length);
  let tail = Buffer.from('\r\n');
  return (chunk) => {
    tail = Buffer.concat([tail, chunk.subarray(-lastChunk.length)]).subarray(-lastChunk.length);
    return tail.equals(lastChunk);
  };
}
