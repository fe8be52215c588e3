import { describe, expect, it } from 'vitest';
import { demoSystems } from '../../../src/demo/demo-systems.ts';
import { unlicensedChanges } from '../../../src/punchout/unlicensed-changes.ts';
import { systemFileSchema } from '../../../src/system-file.ts';
import { sampleCxmlSystem } from '../punchout/sample-system.ts';

const createCustomers = { group: 'a'.repeat(32), template: 'b'.repeat(32), maximum: 50 };
const [oci, cxml] = demoSystems([], 'https://buyer.example');

function faultsOf(file: object): string[] {
  const { error } = systemFileSchema.safeParse(file);
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

describe('a System that makes customers for buyers', () => {
  it('needs no customer of its own, for the calls name them by e-mail', () => {
    expect(faultsOf({ ...cxml, createCustomers })).toEqual([]);
  });

  it('must know its buyers by their e-mail', () => {
    const login = { ...Object(Reflect.get(cxml ?? {}, 'login')), customer: 'number' };
    expect(faultsOf({ ...cxml, login, createCustomers })).toEqual([
      'createCustomers: needs login.customer: email',
    ]);
  });

  it.each(['group', 'template', 'maximum'])('needs a %s', (name) => {
    expect(faultsOf({ ...cxml, createCustomers: { ...createCustomers, [name]: undefined } })).toEqual([
      expect.stringMatching(`^createCustomers.${name}: `),
    ]);
  });

  it('is one of cXML: an OCI login has a password that somebody must have set', () => {
    expect(faultsOf({ ...oci, createCustomers })).toHaveLength(1);
  });

  it('is told to whoever looks at what changed', () => {
    const [before, after] = [sampleCxmlSystem(), sampleCxmlSystem({ createCustomers })];
    const { group, template } = createCustomers;
    expect(unlicensedChanges(before, after)).toEqual([
      `customers for new buyers is now at most 50, like ${template}, in group ${group}`,
    ]);
  });
});
