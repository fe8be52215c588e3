import { randomBytes, randomUUID } from 'node:crypto';
import type { Surroundings } from '../punchout/ports.ts';

/** The clock and the chance of this machine. */
export function realSurroundings(): Surroundings {
  return {
    now: () => Date.now(),
    uuid: () => randomUUID(),
    token: () => randomBytes(32).toString('base64url'),
  };
}
