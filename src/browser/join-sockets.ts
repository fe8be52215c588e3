import type { Duplex } from 'node:stream';

interface End {
  socket: Duplex;
  /** What has come from it already. */
  head: Buffer;
}

/** WebSockets in use send a ping long before. */
const idleMilliseconds = 120_000;

/** Both say to each other whatever they say, as fast as the other takes it, and end together. */
export function joinSockets(one: End, other: End): void {
  const sockets = [one.socket, other.socket];
  const end = () => {
    clearTimeout(idle);
    for (const socket of sockets) socket.destroy();
  };
  const idle = setTimeout(end, idleMilliseconds);
  for (const socket of sockets) {
    socket
      .on('error', end)
      .once('close', end)
      .on('data', () => idle.refresh());
  }
  other.socket.write(one.head);
  one.socket.write(other.head);
  one.socket.pipe(other.socket).pipe(one.socket);
}
