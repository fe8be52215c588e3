import type { System } from './punchout/system.ts';

/**
 * The System with the sealed SharedSecrets that it had before, where the secrets are the same: a secret that is sealed
 * again has another text, and a System that nobody changed gets no new revision.
 */
export function keepSeals(system: System, before: System | undefined): System {
  if (system.protocol !== 'cxml' || before?.protocol !== 'cxml' || before.id !== system.id) return system;
  const kept = before.sharedSecretHashes;
  const sharedSecretSealed = system.sharedSecretSealed.map((sealed, index) => {
    const earlier = kept.indexOf(system.sharedSecretHashes[index] ?? '');
    return before.sharedSecretSealed[earlier] ?? sealed;
  });
  return { ...system, sharedSecretSealed };
}
