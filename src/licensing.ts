import type { Config } from './config.ts';
import { createEgress } from './http/egress.ts';
import { cachedAuthority } from './license/cached-authority.ts';
import { DocumentKeeper } from './license/document-keeper.ts';
import { DocumentRefresher } from './license/document-refresher.ts';
import { LicenseClock } from './license/license-clock.ts';
import type { LicenseOffice } from './license/license-office.ts';
import { createLicenseServerClient } from './license/license-server-client.ts';
import { localOffice } from './license/local-office.ts';
import { RemoteOffice } from './license/remote-office.ts';
import { watchedLicenses, watchVersion } from './license/version-watch.ts';
import type { LicenseHistory } from './punchout/license-history.ts';
import type { LicenseStore } from './punchout/license-store.ts';
import type { LicenseSurvey } from './punchout/license-survey.ts';
import type { LicenseVerdict } from './punchout/license-verdict.ts';
import type { NoticeStore } from './punchout/notice.ts';
import type { Cache, LicenseAuthority, Surroundings, Vault } from './punchout/ports.ts';
import type { DocumentStore, SigningKeyStore, TrustedKeyStore } from './punchout/signed-licenses.ts';
import type { Database } from './store/database.ts';
import { createDocumentStore } from './store/document-store.ts';
import { createSigningKeyStore, createTrustedKeyStore } from './store/key-stores.ts';
import { createLicenseHistory } from './store/license-history.ts';
import { createLicenseStore } from './store/license-store.ts';
import { createLicenseSurvey } from './store/license-survey.ts';
import { createNoticeStore } from './store/notice-store.ts';

/** Everything that licensing is made of. */
export interface Licensing {
  /** Who changes licenses here, as the history shall name it. */
  actor: string;
  licenses: LicenseStore;
  survey: LicenseSurvey;
  history: LicenseHistory;
  documents: DocumentStore;
  signingKeys: SigningKeyStore;
  trustedKeys: TrustedKeyStore;
  notices: NoticeStore;
  clock: LicenseClock;
  keeper: DocumentKeeper;
  /** Undefined where the gateway issues its licenses itself. */
  refresher: DocumentRefresher | undefined;
  office: LicenseOffice;
  /** The office behind the cache of verdicts. */
  authority: LicenseAuthority;
}

export interface LicensingPorts {
  database: Database;
  cache: Cache;
  vault: Vault;
  surroundings: Surroundings;
  actor: string;
  observe?: ((source: 'cache' | 'authority', verdict: LicenseVerdict) => void) | undefined;
}

export function openLicensing(config: Config, ports: LicensingPorts): Licensing & { close(): void } {
  const { database, cache, vault, surroundings, actor, observe } = ports;
  const { validSeconds, invalidSeconds, server } = config.license;
  const lives = { valid: validSeconds * 1000, invalid: invalidSeconds * 1000 };
  const clock = new LicenseClock(surroundings);
  const timed = { vault, surroundings: { ...surroundings, now: () => clock.now() } };
  const stored = createLicenseStore(database, timed);
  const version = watchVersion(stored, lives.valid);
  const licenses = watchedLicenses(stored, version);
  const documents = createDocumentStore(database, timed);
  const trustedKeys = createTrustedKeyStore(database, timed);
  const keeper = new DocumentKeeper({ documents, trustedKeys, vault, clock, changed: version.forget });
  const shared = { keeper, documents, trustedKeys, surroundings, clock, lives };
  const remote = server && openRemote(server, shared);
  const office = remote?.office ?? localOffice({ licenses, surroundings, actor, clock, keeper });
  const cacheOptions = { cache, vault, lives, surroundings, version };
  return {
    actor,
    licenses,
    survey: createLicenseSurvey(database),
    history: createLicenseHistory(database, vault),
    documents,
    signingKeys: createSigningKeyStore(database, timed),
    trustedKeys,
    notices: createNoticeStore(database, surroundings),
    clock,
    keeper,
    refresher: remote?.refresher,
    office,
    authority: cachedAuthority(office, { ...cacheOptions, ...(observe ? { observe } : {}) }),
    close: () => remote?.close(),
  };
}

type RemoteParts = Pick<Licensing, 'keeper' | 'documents' | 'trustedKeys' | 'clock'> & {
  surroundings: Surroundings;
  lives: { valid: number; invalid: number };
};

function openRemote(server: NonNullable<Config['license']['server']>, parts: RemoteParts) {
  const egress = createEgress({ allowPrivate: server.allowPrivate });
  const { url, timeoutMilliseconds, key: pinnedKey } = server;
  const client = createLicenseServerClient({ url, timeoutMilliseconds, egress });
  const refresher = new DocumentRefresher({ ...parts, client, pinnedKey });
  return {
    refresher,
    office: new RemoteOffice({ ...parts, client, refresher }),
    close: () => egress.close(),
  };
}
