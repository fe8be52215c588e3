import { InvalidArgumentError } from 'commander';
import type { Profile } from '../profiles/profile.ts';
import { profileNamed, profiles } from '../profiles/profiles.ts';

/** Reads the name of a profile; an unknown one is wrong usage. */
export function readProfile(name: string): Profile {
  const profile = profileNamed(name);
  if (!profile) throw new InvalidArgumentError(`one of ${profiles.map((each) => each.name).join(', ')}`);
  return profile;
}
