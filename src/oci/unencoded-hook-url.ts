import type { OciSystem } from '../punchout/system.ts';

const controlNames = [
  '~OKCODE',
  '~CALLER',
  '~TARGET',
  '~FORCETARGET',
  'RETURNTARGET',
  'OCI_VERSION',
  'OPI_VERSION',
  'HTTP_CONTENT_CHARSET',
  'FUNCTION',
  'OCICANCEL',
  'SAP-CLIENT',
  'SAP-LANGUAGE',
];

/**
 * The query with a return address encoded that came unencoded (IFS: it is the last parameter). What follows belongs to
 * it, but for control fields of OCI and login parameters, which must not go out with the address.
 */
export function encodeHookUrl(query: string, login: OciSystem['login']): string {
  const parts = query.split('&');
  const at = parts.findIndex((part) => nameOf(part) === login.hookUrl.toUpperCase());
  const first = parts[at] ?? '';
  const value = first.slice(first.indexOf('=') + 1);
  if (at === -1 || !value.includes('://') || !value.includes('?')) return query;
  const own = new Set([...controlNames, ...loginNames(login)]);
  const rest = parts.slice(at + 1);
  const address = [value, ...rest.filter((part) => !own.has(nameOf(part)))].join('&');
  const hook = `${first.slice(0, first.indexOf('='))}=${encodeURIComponent(address)}`;
  return [...parts.slice(0, at), hook, ...rest.filter((part) => own.has(nameOf(part)))].join('&');
}

function nameOf(part: string): string {
  const name = part.split('=', 1)[0] ?? '';
  return name.replaceAll(/%7e/gi, '~').replaceAll(/%5f/gi, '_').toUpperCase();
}

function loginNames({ user, password, token, target, fixed }: OciSystem['login']): string[] {
  return [user, password, token, target, ...Object.keys(fixed)].map((name) => name.toUpperCase());
}
