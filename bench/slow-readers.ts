import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Question, requestOf } from './raw-load.ts';

/** Opens so many connections that ask for the same and then take nothing more; the function lets them go. */
export async function openSlowReaders(question: Question, count: number): Promise<() => void> {
  const sockets: Socket[] = [];
  for (let index = 0; index < count; index += 1) sockets.push(await beginReading(question));
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}

async function beginReading(question: Question): Promise<Socket> {
  const socket = connect(question.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(requestOf(question));
  const [first] = await once(socket, 'data');
  if (!String(first).startsWith('HTTP/1.1 200')) throw new Error(String(first));
  return socket.pause();
}
