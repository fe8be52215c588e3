import { crc32, deflateSync } from 'node:zlib';

const size = 128;
const ink = Buffer.from([0x10, 0x23, 0x3f, 0xff]);
const light = Buffer.from([0xff, 0xff, 0xff, 0xff]);

/** plugin.png: an arrow that leaves a gate and comes back. PNG, RGBA, 128 by 128. */
export function icon(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Array.from({ length: size }, (_, y) => [Buffer.from([0]), ...row(y)]).flat();
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.concat(rows));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function row(y: number): Buffer[] {
  return Array.from({ length: size }, (_, x) => (isArrow(x, y) || isGate(x, y) ? light : ink));
}

function isGate(x: number, y: number): boolean {
  return x >= 84 && x < 96 && y >= 24 && y < 104 && (y < 48 || y >= 80);
}

function isArrow(x: number, y: number): boolean {
  const shaft = x >= 40 && x < 108 && Math.abs(y - 64) < 6;
  const head = x >= 20 && x < 48 && Math.abs(y - 64) <= x - 20;
  return shaft || head;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
