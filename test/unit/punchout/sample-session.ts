import type { PunchOutSession } from '../../../src/punchout/session.ts';
import type { System } from '../../../src/punchout/system.ts';
import { sampleCustomer } from './sample-system.ts';

export const noon = Date.UTC(2026, 6, 1, 12);

const ociData = { echo: [['~OkCode', 'ADDI']] };
const cxmlData = {
  buyerCookie: ['1CX3L4843PPZO'],
  from: [{ domain: 'NetworkId', identity: 'AN01' }],
  to: [{ domain: 'DUNS', identity: '123456789' }],
  deploymentMode: 'production',
  language: 'en',
};

/** An open visit of the sample customer that began at noon. */
export function sampleSession(system: System, changes: Partial<PunchOutSession> = {}): PunchOutSession {
  return {
    id: '7f2c1c1e-0d4c-4a52-8f7e-2b4b7a3f9f10',
    protocol: system.protocol,
    systemId: system.id,
    systemRevision: 1,
    customerId: sampleCustomer.id,
    status: 'open',
    operation: 'create',
    cartId: 'A1b2C3d4E5f6G7h8',
    createdAt: noon,
    startUntil: noon + 300_000,
    expiresAt: noon + 43_200_000,
    returnUrl: 'https://buyer.example/hook?session=1',
    returnTarget: '_top',
    parameters: [],
    extrinsics: [],
    details: [],
    entry: { page: { kind: 'home' }, lines: [] },
    notices: [],
    protocolData: JSON.stringify(system.protocol === 'oci' ? ociData : cxmlData),
    enteredAt: undefined,
    closedAt: undefined,
    ...changes,
  };
}
