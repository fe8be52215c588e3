import type { Profile } from '../../../src/profiles/profile.ts';

/** The System file of a profile, with what only an operator knows. */
export function profileFile({ protocol, system }: Profile) {
  const customer = { id: '0'.repeat(32), user: 'buyer' };
  return {
    ...system,
    name: 'buyer',
    shop: 'main',
    protocol,
    returnHosts: ['buyer.example'],
    ...(protocol === 'oci'
      ? { customers: [{ ...customer, password: 'secret' }] }
      : { customers: [customer] }),
    ...(protocol === 'cxml' ? { sharedSecret: 'secret' } : {}),
  };
}
