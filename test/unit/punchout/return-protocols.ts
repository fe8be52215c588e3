import { cxmlReturnProtocol } from '../../../src/cxml/return-protocol.ts';
import { ociReturnProtocol } from '../../../src/oci/return-protocol.ts';
import type { ReturnProtocols, Surroundings } from '../../../src/punchout/ports.ts';
import { noon } from './sample-session.ts';

/** A clock that a test sets, and chance that repeats itself. */
export class FixedSurroundings implements Surroundings {
  time = noon;
  #drawn = 0;

  now = () => this.time;
  uuid = () => `00000000-0000-4000-8000-${this.#draw().padStart(12, '0')}`;
  token = () => Buffer.alloc(32, this.#draw()).toString('base64url');

  #draw(): string {
    this.#drawn += 1;
    return String(this.#drawn);
  }
}

export const returnProtocols: ReturnProtocols = {
  oci: ociReturnProtocol,
  cxml: cxmlReturnProtocol({ surroundings: new FixedSurroundings(), host: 'punchout.example' }),
};
