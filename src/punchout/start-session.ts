import { cartIdOf } from './line-reference.ts';
import type {
  LicenseAuthority,
  SessionLives,
  SessionStore,
  StoredSystem,
  Surroundings,
  Vault,
} from './ports.ts';
import { PunchOutError } from './punchout-error.ts';
import { returnUrlFor } from './return-url.ts';
import type { PunchOutSession } from './session.ts';
import type { Shops } from './shop.ts';
import type { SystemCustomer } from './system.ts';

export interface StartSessionPorts {
  surroundings: Surroundings;
  vault: Vault;
  sessions: SessionStore;
  licenses: LicenseAuthority;
  shops: Shops;
  lives: SessionLives;
}

/** An authenticated call of a procurement system, protocol-neutral. */
export interface StartRequest extends AdmissionRequest {
  returnUrl: string | undefined;
}

/** What a visit is made of, but for its return address. */
export interface AdmissionRequest {
  stored: StoredSystem;
  customer: SystemCustomer;
  returnTarget: string;
  parameters: PunchOutSession['parameters'];
  extrinsics: PunchOutSession['extrinsics'];
  details?: PunchOutSession['details'];
  operation?: PunchOutSession['operation'];
  /** Of the earlier cart; a new one where it is absent. */
  cartId?: string;
  entry?: PunchOutSession['entry'];
  protocolData: string;
}

export interface StartedSession {
  session: PunchOutSession;
  /** One-time key of the start page; only its hash is kept. */
  startToken: string;
}

/**
 * Begins a visit: the return address is allowed, system license and customer license are valid, the session is stored.
 * @throws PunchOutError `system_inactive`, `return_url_*`, `license_*`, `customer_license_*`, `shop_not_configured`,
 * `store_unavailable`
 */
export async function startSession(request: StartRequest, ports: StartSessionPorts): Promise<StartedSession> {
  const { system } = request.stored;
  if (!system.active) throw new PunchOutError('system_inactive', system.name);
  const returnUrl = returnUrlFor(request.returnUrl, system);
  const startToken = ports.surroundings.token();
  const session = await admit(request, returnUrl, ports);
  await ports.sessions.create(session, ports.vault.hash(startToken));
  return { session, startToken };
}

/**
 * A visit that may begin and that nothing has stored: for calls that are answered at once.
 * @param returnUrl checked before, or empty where no form goes back
 * @throws PunchOutError `license_*`, `customer_license_*`, `shop_not_configured`
 */
export async function admit(
  request: AdmissionRequest,
  returnUrl: string,
  ports: Omit<StartSessionPorts, 'sessions' | 'vault'>,
): Promise<PunchOutSession> {
  await assertLicensed(request, ports);
  return newSession(request, returnUrl, ports);
}

/** @throws PunchOutError `license_*`, `customer_license_*`, `shop_not_configured` */
export async function assertLicensed(
  { stored, customer }: Pick<AdmissionRequest, 'stored' | 'customer'>,
  ports: Pick<StartSessionPorts, 'licenses' | 'shops'>,
): Promise<void> {
  const verdict = await ports.licenses.verdict({
    website: ports.shops.websiteOf(stored.system.shop),
    systemId: stored.system.id,
    fingerprint: stored.fingerprint,
    customerId: customer.id,
  });
  if (!verdict.valid) throw new PunchOutError(verdict.reason, verdict.detail);
}

function newSession(
  { stored, customer, ...request }: AdmissionRequest,
  returnUrl: string,
  { surroundings, lives }: Pick<StartSessionPorts, 'surroundings' | 'lives'>,
): PunchOutSession {
  const createdAt = surroundings.now();
  return {
    id: surroundings.uuid(),
    protocol: stored.system.protocol,
    systemId: stored.system.id,
    systemRevision: stored.revision,
    customerId: customer.id,
    status: 'open',
    operation: request.operation ?? 'create',
    cartId: request.cartId ?? cartIdOf(surroundings.token()),
    createdAt,
    startUntil: createdAt + lives.startLink,
    expiresAt: createdAt + lives.session,
    returnUrl,
    returnTarget: request.returnTarget,
    parameters: request.parameters,
    extrinsics: request.extrinsics,
    details: request.details ?? [],
    entry: request.entry ?? { page: { kind: 'home' }, lines: [] },
    notices: [],
    protocolData: request.protocolData,
    enteredAt: undefined,
    closedAt: undefined,
  };
}
