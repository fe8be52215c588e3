import type { StoredSystem, SystemStore, Vault } from '../punchout/ports.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import type { OciSystem, SystemCustomer } from '../punchout/system.ts';
import { type LoginRequest, parameter } from './login-request.ts';

export interface AuthenticatePorts {
  systems: SystemStore;
  vault: Vault;
}

type StoredOciSystem = StoredSystem & { system: OciSystem };

export interface AuthenticatedCall {
  stored: StoredOciSystem;
  customer: SystemCustomer;
}

/** What `byLoginKeys` finds an OCI System by: the user names and tokens of its customers. */
export function ociLoginKeys({ customers }: OciSystem): string[] {
  return customers.flatMap((customer) => [
    ...(userOf(customer) === undefined ? [] : [userKey(userOf(customer) ?? '')]),
    ...(customer.tokenHash === undefined ? [] : [tokenKey(customer.tokenHash)]),
  ]);
}

/**
 * The System and the customer that the parameters of a call belong to. On the shared address the System is derived from
 * what came: its parameter names, its fixed values, and a login of one of its customers.
 * @param systemName the System in the URL, where there is one.
 * @throws PunchOutError `unknown_system`, `invalid_credential`, `ambiguous_system`, `system_inactive`,
 * `method_not_allowed`
 */
export async function authenticate(
  request: LoginRequest,
  systemName: string | undefined,
  ports: AuthenticatePorts,
): Promise<AuthenticatedCall> {
  const candidates = (await candidatesFor(request, systemName, ports)).filter(isOci);
  const recognised = candidates.filter(({ system }) => missing(request, system).length === 0);
  const calls = recognised.flatMap((stored) => callOf(request, stored, ports.vault));
  const [best, ...others] = mostSpecific(calls, request);
  if (best === undefined) throw refusal(request, recognised, candidates);
  if (!best.stored.system.active) throw new PunchOutError('system_inactive', best.stored.system.name);
  if (others.length > 0) throw ambiguous([best, ...others]);
  assertMethod(best.stored.system, request);
  return best;
}

async function candidatesFor(
  request: LoginRequest,
  name: string | undefined,
  { systems, vault }: AuthenticatePorts,
) {
  if (name === undefined) {
    const values = [...new Set(request.values.values())].filter(Boolean);
    return await systems.byLoginKeys(
      'oci',
      values.flatMap((value) => [userKey(value), tokenKey(vault.hash(value))]),
    );
  }
  const stored = await systems.byName(name);
  if (!stored) throw new PunchOutError('unknown_system', `there is no System "${name.slice(0, 63)}"`);
  if (stored.system.protocol !== 'oci') throw new PunchOutError('unknown_system', `${name} is a cXML System`);
  return [stored];
}

function isOci(stored: StoredSystem): stored is StoredOciSystem {
  return stored.system.protocol === 'oci';
}

function userKey(user: string): string {
  return `user:${user.trim().toLowerCase()}`;
}

function tokenKey(hash: string): string {
  return `token:${hash}`;
}

function userOf({ user, email }: SystemCustomer): string | undefined {
  return user ?? email;
}

/** Names of parameters that the System demands and the call lacks, or has with another value. */
function missing(request: LoginRequest, { login }: OciSystem): string[] {
  const fixed = Object.entries(login.fixed).filter(
    ([name, value]) => request.values.get(name.toUpperCase()) !== value,
  );
  const named =
    parameter(request, login.user) !== undefined && parameter(request, login.password) !== undefined;
  const credential =
    named || parameter(request, login.token) !== undefined ? [] : [login.user, login.password];
  return [...fixed.map(([name]) => name), ...credential];
}

function callOf(request: LoginRequest, stored: StoredOciSystem, vault: Vault): AuthenticatedCall[] {
  const { login, customers } = stored.system;
  const token = parameter(request, login.token);
  const user = parameter(request, login.user) ?? '';
  const password = parameter(request, login.password) ?? '';
  const customer =
    customers.find(({ tokenHash }) => token && tokenHash && vault.matches(token, [tokenHash])) ??
    customers.find((candidate) => logsIn(candidate, user, password, vault));
  return customer ? [{ stored, customer }] : [];
}

function logsIn(customer: SystemCustomer, user: string, password: string, vault: Vault): boolean {
  const { passwordHash } = customer;
  if (userKey(userOf(customer) ?? '') !== userKey(user)) return false;
  return vault.matches(password, passwordHash === undefined ? [] : [passwordHash]);
}

/** An active System before an inactive one, then one that takes the method, then the one with most fixed parameters. */
function mostSpecific(calls: AuthenticatedCall[], { method }: LoginRequest): AuthenticatedCall[] {
  const ranks = calls.map(({ stored: { system } }) => rank(system, method));
  return calls.filter((_, index) => ranks[index] === Math.max(...ranks));
}

function rank({ active, login }: OciSystem, method: LoginRequest['method']): number {
  return (active ? 20_000 : 0) + (takes(login, method) ? 10_000 : 0) + Object.keys(login.fixed).length;
}

function takes(login: OciSystem['login'], method: LoginRequest['method']): boolean {
  return login.method === 'any' || login.method === method;
}

function assertMethod({ name, login }: OciSystem, { method }: LoginRequest): void {
  if (!takes(login, method)) {
    throw new PunchOutError('method_not_allowed', `${name} takes ${login.method.toUpperCase()} only`);
  }
}

function refusal(
  request: LoginRequest,
  recognised: StoredOciSystem[],
  candidates: StoredOciSystem[],
): PunchOutError {
  if (recognised.length > 0) {
    const names = recognised.map(({ system }) => system.name).join(', ');
    return new PunchOutError('invalid_credential', `user, password or token does not fit ${names}`);
  }
  const names = namesOf(request).join(', ').slice(0, 400) || 'none';
  const came = `no System knows a user or token that came; parameters: ${names}`;
  const near = candidates.map(({ system }) => `${system.name} lacks ${missing(request, system).join(', ')}`);
  return new PunchOutError('unknown_system', [came, ...near].join('; '));
}

/** Names with a value: the rest of a password with a stray "&" has none. */
function namesOf({ pairs }: LoginRequest): string[] {
  return pairs.filter(([, value]) => value !== '').map(([name]) => name.slice(0, 40));
}

function ambiguous(calls: AuthenticatedCall[]): PunchOutError {
  return new PunchOutError('ambiguous_system', calls.map(({ stored }) => stored.system.name).join(', '));
}
