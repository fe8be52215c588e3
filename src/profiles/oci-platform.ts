import { olderPackageCodes } from './package-codes.ts';
import type { OciCall } from './profile.ts';

/** How platforms of OCI call, where a profile says nothing else. */
export const ociCall = {
  protocol: 'oci',
  method: 'post',
  parameters: [
    ['USERNAME', '{user}'],
    ['PASSWORD', '{password}'],
    ['HOOK_URL', '{hookUrl}'],
  ],
  charset: 'utf-8',
} as const satisfies Partial<OciCall>;

const login = { method: 'any', user: 'USERNAME', password: 'PASSWORD', hookUrl: 'HOOK_URL' };

/** A System for a platform of OCI. */
export const ociSystem = {
  login,
  units: { table: olderPackageCodes, default: 'PCE' },
  prices: { decimals: 3 },
  charset: 'utf-8',
  startIndex: 1,
  hookUrl: 'as-is',
};

/** A System for a platform of SAP. */
export const sapSystem = {
  ...ociSystem,
  login: { ...login, target: '~TARGET' },
  charsetOfCall: true,
  controlFields: 'echo',
};
