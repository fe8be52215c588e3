import { originOf } from '../punchout/return-url.ts';
import type { System } from '../punchout/system.ts';

/** Who may show the pages of a visit in a frame: the buyer's system, and what the System adds. */
export function frameAncestorsOf({ returnHosts, frameAncestors }: System): string[] {
  return ["'self'", ...[...returnHosts, ...frameAncestors].flatMap((host) => originOf(host) ?? [])];
}
