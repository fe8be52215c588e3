import type { CustomerLicense, LicenseRecords, SystemLicense } from '../punchout/license.ts';
import { LicenseError } from '../punchout/license-error.ts';
import type { LicenseQuestion, LicenseVerdict } from '../punchout/license-verdict.ts';
import type { Surroundings } from '../punchout/ports.ts';
import { asPunchOutError, PunchOutError } from '../punchout/punchout-error.ts';
import type { AssignOrder } from './assign-customer.ts';
import type { ConnectOrder, RebindOrder } from './bind-license.ts';
import type { BelievedDocument, DocumentKeeper } from './document-keeper.ts';
import { type DocumentRefresher, serverActor } from './document-refresher.ts';
import { recordsOfDocument } from './license-document.ts';
import { isLicenseKey, parseLicenseKey } from './license-key.ts';
import type { LicenseOffice } from './license-office.ts';
import type { RequestOf, ResponseOf } from './license-server-api.ts';
import type { LicenseServerClient } from './license-server-client.ts';
import { mergedRecords } from './merged-records.ts';
import { type RemoteVerdictPorts, remoteVerdict } from './remote-verdict.ts';
import { isWebsiteOf, websiteOf } from './website.ts';

type ChangingEndpoint = 'connect' | 'rebind' | 'assign' | 'release' | 'move';

export interface RemoteOfficePorts extends RemoteVerdictPorts {
  keeper: DocumentKeeper;
  refresher: DocumentRefresher;
  client: LicenseServerClient;
  surroundings: Surroundings;
}

/**
 * The office of a gateway whose licenses come from a license server. Every change is made there and answered with the
 * signed document that it leads to.
 */
export class RemoteOffice implements LicenseOffice {
  readonly #ports: RemoteOfficePorts;

  constructor(ports: RemoteOfficePorts) {
    this.#ports = ports;
  }

  async recordsFor(): Promise<LicenseRecords> {
    return await explained(async () => {
      const documents = await this.#ports.keeper.all();
      return mergedRecords(documents.map(({ content }) => recordsOfDocument(content)));
    });
  }

  async verdict(question: LicenseQuestion): Promise<LicenseVerdict> {
    return await explained(() => remoteVerdict(question, this.#ports));
  }

  async connect({ license: name, website, system, takeOver = false }: ConnectOrder): Promise<SystemLicense> {
    const key = await this.#keyFor(name);
    const licenseId = isLicenseKey(name) ? undefined : name;
    const request = { licenseId, website: websiteOf(website), system, takeOver };
    return (await this.#change('connect', request, { key })).license;
  }

  /** The fingerprint of before counts on for a while: should `publish` fail, nobody is stopped, and it can be repeated. */
  async rebind<T>({ licenseId, system, from }: RebindOrder, publish: () => Promise<T>): Promise<T> {
    const key = await this.#keyFor(licenseId);
    await this.#change('rebind', { licenseId, system, from }, { key });
    return await publish();
  }

  async assign({ website, fingerprint, customerId, license: name }: AssignOrder): Promise<CustomerLicense> {
    const key = await this.#keyWhere(({ content }) =>
      content.systemLicenses.some(
        (license) => license.fingerprint === fingerprint && isWebsiteOf(license, website),
      ),
    );
    if (key === undefined)
      throw new LicenseError(
        'not_connected',
        `no document has a system license for ${fingerprint} on ${website}`,
      );
    const second = name !== undefined && isLicenseKey(name) ? name : undefined;
    const request = { website, fingerprint, customerId, license: name };
    return (await this.#change('assign', request, { key, second })).license;
  }

  async release({ license }: { license: string }): Promise<CustomerLicense> {
    const key = await this.#keyFor(license);
    return (await this.#change('release', { license }, { key })).license;
  }

  async move(order: { license: string; customerId: string }): Promise<CustomerLicense> {
    const key = await this.#keyFor(order.license);
    return (await this.#change('move', order, { key })).license;
  }

  /** Takes the documents of the answer: of the subscription of `key`, and of the one that `second` is a key of. */
  async #change<Name extends ChangingEndpoint>(
    name: Name,
    request: Omit<RequestOf<Name>, 'nonce'>,
    { key, second }: { key: string; second?: string | undefined },
  ): Promise<ResponseOf<Name>> {
    const { client, refresher, surroundings } = this.#ports;
    const nonce = surroundings.token();
    const answer = await client.ask(name, { ...request, nonce } as RequestOf<Name>, key);
    const [first = '', ...others] = answer.documents;
    await refresher.takeAnswer([first], { actor: serverActor, nonce, key });
    if (others.length > 0) await refresher.takeAnswer(others, { actor: serverActor, nonce, key: second });
    return answer;
  }

  /** Key of the subscription that has a license which fits. */
  async #keyWhere(fits: (document: BelievedDocument) => boolean): Promise<string | undefined> {
    const { keeper } = this.#ports;
    const documents = await keeper.all();
    const found = documents.find((document) => document.kept.sealedKey !== undefined && fits(document));
    return found && keeper.keyOf(found.kept);
  }

  async #keyFor(license: string): Promise<string> {
    if (isLicenseKey(license)) return parseLicenseKey(license).text;
    const key = await this.#keyWhere(({ content }) =>
      [...content.systemLicenses, ...content.customerLicenses].some(({ id }) => id === license),
    );
    if (key === undefined)
      throw new LicenseError('license_unknown', `no document has a license "${license}"`);
    return key;
  }
}

/** What fails here is no refusal of the license. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof PunchOutError && cause.reason.startsWith('license_')) throw cause;
    throw new PunchOutError('license_unverifiable', asPunchOutError(cause).detail, { cause });
  }
}
