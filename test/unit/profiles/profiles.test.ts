import { describe, expect, test } from 'vitest';
import { profileNamed, profiles } from '../../../src/profiles/profiles.ts';
import { systemFileSchema } from '../../../src/system-file.ts';
import { systemFileText } from '../../../src/system-file-text.ts';
import { profileFile } from './profile-file.ts';

const address = /^https?:\/\/[^\s/]+\.[a-z]+\/\S+$/;
/** Publisher or title, and the place in it. */
const publication = /^(cXML User's Guide|JAGGAER|SAP Community), \S.+/;

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

  test.each(cases)('%s says where each fact is from, or that it is assumed', (_, { sources }) => {
    expect(sources.length).toBeGreaterThan(2);
    for (const source of sources) {
      expect(source.fact).toMatch(/\S{3}/);
      if (source.confidence === 'assumed') continue;
      const origins = source.source.split('; ');
      for (const origin of origins) expect(origin).toMatch(origin.startsWith('http') ? address : publication);
      expect(origins.length).toBeGreaterThanOrEqual(source.confidence === 'agreed' ? 2 : 1);
    }
  });

  test.each(cases)('%s makes a System file that tells assumptions from facts', (_, profile) => {
    const text = systemFileText({ name: 'buyer', profile, shop: 'main', returnHosts: [] });
    for (const source of profile.sources) {
      const about = source.confidence === 'assumed' ? `${source.about}: ` : '';
      expect(text).toContain(`# - ${about}${source.fact} (${source.confidence})\n`);
    }
  });

  test('no call carries the name or address of a person', () => {
    for (const { call } of profiles) {
      const values = call.protocol === 'cxml' ? call.extrinsics : call.parameters;
      expect(JSON.stringify(values)).not.toContain('@');
    }
  });

  test.each(cases)('%s has patterns that can be read', (_, { receives }) => {
    for (const { pattern } of Object.values(receives.fields))
      if (pattern !== undefined) expect(() => new RegExp(`^(?:${pattern})$`, 'u')).not.toThrow();
  });
});
