import { stringify } from 'yaml';
import { type SystemFile, systemFileSchema } from '../../../src/system-file.ts';
import { ConfigurationError, parseYaml } from '../../../src/yaml-file.ts';

export const jaeger = { id: 'a'.repeat(32), user: 'jaeger', password: 'geheim' };
export const oci = {
  protocol: 'oci',
  name: 'buyer-oci',
  shop: 'main',
  returnHosts: ['buyer.example'],
  customers: [jaeger],
};
const credentials = [{ domain: 'NetworkId', identity: 'AN01' }];
export const checked = { from: { credentials }, to: { check: false }, sender: { credentials } };
export const cxml = {
  protocol: 'cxml',
  name: 'buyer-cxml',
  shop: 'main',
  returnHosts: ['buyer.example'],
  login: checked,
  sharedSecret: 'geheim',
  customers: [{ id: 'a'.repeat(32), email: 'buyer@buyer.example' }],
};

export function readFile(file: object): SystemFile {
  return parseYaml('system.yaml', stringify(file), { schema: systemFileSchema, environment: {} });
}

/** Line, setting and problem of every fault. */
export function faultsOf(file: object): readonly string[] {
  try {
    readFile(file);
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.faults.map((fault) => fault.replace('system.yaml:', ''));
    throw error;
  }
  return [];
}
