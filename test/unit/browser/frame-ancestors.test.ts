import { describe, expect, it } from 'vitest';
import { frameAncestorsOf } from '../../../src/browser/frame-ancestors.ts';
import { sampleCxmlSystem, sampleOciSystem } from '../punchout/sample-system.ts';

describe('who may show the shop in a frame', () => {
  it('the gateway itself, the hosts of the buyer, and what the operator added', () => {
    const hosts = { returnHosts: ['buyer.example', 'Srm.Buyer.example:8443', 'http://old.example'] };
    const system = sampleOciSystem({ ...hosts, frameAncestors: ['https://portal.example'] });
    expect(frameAncestorsOf(system)).toEqual([
      "'self'",
      'https://buyer.example',
      'https://srm.buyer.example:8443',
      'http://old.example',
      'https://portal.example',
    ]);
  });

  it('nobody else, whatever the protocol', () => {
    expect(frameAncestorsOf(sampleCxmlSystem())).toEqual(["'self'", 'https://buyer.example']);
  });

  it('an entry that is no host lets nobody in', () => {
    expect(frameAncestorsOf(sampleOciSystem({ returnHosts: ['a b', 'buyer.example/path', '*'] }))).toEqual([
      "'self'",
    ]);
  });
});
