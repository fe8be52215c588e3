import { describe, expect, test } from 'vitest';
import { profileNamed, profiles } from '../../../src/profiles/profiles.ts';
import { systemFileSchema } from '../../../src/system-file.ts';
import { profileFile } from './profile-file.ts';

const cases = profiles.map((profile) => [profile.name, profile] as const);

describe('profiles', () => {
  test('there is one for each platform, by its name', () => {
    expect(profiles.map(({ name }) => name)).toEqual([
      'sap-srm',
      'sap-mm',
      's4hana',
      'ariba',
      'coupa',
      'jaggaer',
      'oracle',
      'dynamics-365',
      'ifs',
      'onventis',
      'basware',
    ]);
    expect(profileNamed('coupa')?.title).toBe('Coupa');
    expect(profileNamed('sap')).toBeUndefined();
  });

  test.each(cases)('%s makes a System file that is taken as it stands', (_, profile) => {
    const parsed = systemFileSchema.safeParse(profileFile(profile));
    expect(parsed.error?.issues ?? []).toEqual([]);
  });

  test.each(cases)('%s says where each fact is from', (_, { sources }) => {
    expect(sources.length).toBeGreaterThan(2);
    for (const { fact, source } of sources) {
      expect(fact).toMatch(/\S{3}/);
      expect(source).toMatch(/^https?:\/\/\S+\.\S+|^(OCI|cXML|JAGGAER)/);
      expect(source).not.toMatch(/\.\.\/|^\/|reference\/(oci|cxml|peers|agiqon)\.md$/);
    }
  });

  test.each(cases)('%s has patterns that can be read', (_, { receives }) => {
    for (const { pattern } of Object.values(receives.fields))
      if (pattern !== undefined) expect(() => new RegExp(`^(?:${pattern})$`, 'u')).not.toThrow();
  });
});
