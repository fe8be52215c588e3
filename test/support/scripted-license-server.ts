import nock from 'nock';
import { createEgress } from '../../src/http/egress.ts';
import { DocumentKeeper } from '../../src/license/document-keeper.ts';
import { DocumentRefresher } from '../../src/license/document-refresher.ts';
import { exportDocument } from '../../src/license/export-document.ts';
import { LicenseClock } from '../../src/license/license-clock.ts';
import type { LicenseOffice } from '../../src/license/license-office.ts';
import { createLicenseServerClient } from '../../src/license/license-server-client.ts';
import { RemoteOffice } from '../../src/license/remote-office.ts';
import { publishedKeys } from '../../src/license/signing-keys.ts';
import type { LicensePlace } from './license-server.ts';

const origin = 'https://licenses.vendor.example';

/** What the server answers a question for a document with, besides the truth. */
export type Answer = (asked: { nonce: string }) => Promise<[status: number, body: string | object]>;

/** A license server on the network of nock, which answers as the test says. */
export class ScriptedServer {
  /** How often a document was asked for. */
  asked = 0;
  answer: Answer;
  keys: () => Promise<object>;
  readonly #vendor: LicensePlace;

  constructor(vendor: LicensePlace) {
    this.#vendor = vendor;
    this.answer = this.truth;
    this.keys = async () => ({ keys: await publishedKeys(vendor.adapters) });
  }

  /** The subscription that an honest answer is of. */
  subscriptionId = '';

  readonly truth: Answer = async ({ nonce }) => [200, { documents: [await this.document(nonce)] }];

  async document(nonce: string | undefined, days = 7): Promise<string> {
    const { subscriptionId } = this;
    return await exportDocument({ subscriptionId, days, nonce }, this.#vendor.adapters);
  }

  /** Answers from now on; without a call the server does not exist. */
  listen(): void {
    nock.cleanAll();
    const scope = nock(origin).persist();
    scope.get('/v1/keys').reply(200, async () => await this.keys());
    scope.post('/v1/document').reply(async (request: Request) => {
      this.asked += 1;
      return await this.answer((await request.json()) as { nonce: string });
    });
  }

  refuseConnections(): void {
    nock.cleanAll();
    const gone = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    nock(origin).persist().post(/.*/).replyWithError(gone);
    nock(origin).persist().get(/.*/).replyWithError(gone);
  }

  hang(): void {
    nock.cleanAll();
    nock(origin).persist().post('/v1/document').delay(60_000).reply(200, {});
  }
}

export interface RemoteGateway {
  office: LicenseOffice;
  keeper: DocumentKeeper;
  refresher: DocumentRefresher;
  /** Lets time pass, on the clock and in truth. */
  pass(milliseconds: number): void;
  /** Sets the clock of the machine. */
  setClock(milliseconds: number): void;
}

/** A gateway whose licenses come from the scripted server, on a machine whose clock the test sets. */
export function remoteGateway(
  { adapters }: LicensePlace,
  { pinnedKey }: { pinnedKey?: string } = {},
): RemoteGateway {
  const machine = { wall: Date.now(), passed: 0 };
  const clock = new LicenseClock({ now: () => machine.wall, elapsed: () => machine.passed });
  const { documents, trustedKeys, vault, surroundings } = adapters;
  const keeper = new DocumentKeeper({ documents, trustedKeys, vault, clock, changed: () => {} });
  const egress = createEgress({ allowPrivate: true });
  const client = createLicenseServerClient({ url: origin, timeoutMilliseconds: 300, egress });
  const ports = {
    keeper,
    documents,
    trustedKeys,
    client,
    clock,
    surroundings,
    pinnedKey,
    elapsed: () => machine.passed,
  };
  const refresher = new DocumentRefresher(ports);
  const lives = { valid: 300_000, invalid: 30_000 };
  return {
    keeper,
    refresher,
    office: new RemoteOffice({ client, keeper, refresher, clock, surroundings, lives }),
    pass(milliseconds) {
      machine.wall += milliseconds;
      machine.passed += milliseconds;
    },
    setClock(milliseconds) {
      machine.wall += milliseconds;
    },
  };
}
