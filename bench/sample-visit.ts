import { defaultCxmlFields } from '../src/cxml/fields.ts';
import { defaultOciFields } from '../src/oci/fields.ts';
import { referencesOf } from '../src/punchout/line-reference.ts';
import type { MapCartInput } from '../src/punchout/map-cart.ts';
import type { PunchOutSession } from '../src/punchout/session.ts';
import { type Protocol, systemSchema } from '../src/punchout/system.ts';
import { realSurroundings } from '../src/store/surroundings.ts';
import { createVault } from '../src/store/vault.ts';
import { createStandardUnits } from '../src/units/standard-units.ts';

/** Whose documents they are. */
export const sampleOrigin = { surroundings: realSurroundings(), host: 'punchout.bench.example' };

const vault = createVault(Buffer.alloc(32, 'bench'));

const customer = { id: 'c'.repeat(32), number: '10001', name: 'ACME GmbH', email: 'buyer@buyer.example' };

const protocolData = {
  cxml: {
    buyerCookie: ['3f9a0c6e-1c57-4d6e-9f3a-0b7d0d8c2a11'],
    from: [{ domain: 'NetworkId', identity: 'AN01000000001' }],
    to: [{ domain: 'DUNS', identity: '987654321' }],
    deploymentMode: 'production',
    language: 'de-DE',
  },
  oci: {
    echo: [
      ['~OkCode', 'ADDI'],
      ['~TARGET', '_top'],
      ['~CALLER', 'CTLG'],
    ],
  },
};

/** A visit that is about to return its cart, to a System that maps the fields every System starts with. */
export function sampleVisit(protocol: Protocol): Omit<MapCartInput, 'cart'> {
  const system = systemSchema.parse({
    id: '5d1f0d7e-0c3c-4a55-8a55-2f4fd5a0b3f1',
    name: 'bench',
    title: 'Bench',
    shop: 'bench',
    protocol,
    fields: protocol === 'oci' ? defaultOciFields : defaultCxmlFields,
    units: { table: { pc: 'PCE', box: 'BX', m: 'MTR', kg: 'KGM' }, default: 'PCE' },
    customers: [customer],
    returnHosts: ['buyer.example'],
    ...(protocol === 'cxml' ? { sharedSecretHashes: [] } : {}),
  });
  const session = sampleSession(protocol, system.id);
  const standardUnits = createStandardUnits({});
  return { session, system, customer, standardUnits, referenceOf: referencesOf(session, vault) };
}

function sampleSession(protocol: Protocol, systemId: string): PunchOutSession {
  const createdAt = Date.UTC(2026, 0, 15, 9);
  return {
    id: 'b0a4c9de-52f5-4d0e-a7bb-5f3f1c1f9a10',
    protocol,
    systemId,
    systemRevision: 1,
    customerId: customer.id,
    status: 'open',
    operation: 'create',
    cartId: 'A1b2C3d4E5f6G7h8',
    createdAt,
    startUntil: createdAt + 300_000,
    expiresAt: createdAt + 43_200_000,
    returnUrl: 'https://buyer.example/return',
    returnTarget: '_top',
    parameters: [],
    extrinsics: [],
    details: [],
    entry: { page: { kind: 'home' }, lines: [] },
    notices: [],
    protocolData: JSON.stringify(protocolData[protocol]),
    enteredAt: createdAt + 1_000,
    closedAt: undefined,
  };
}
