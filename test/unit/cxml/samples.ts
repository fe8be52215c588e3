import type { z } from 'zod';
import type { Origin } from '../../../src/cxml/answer.ts';
import { defaultCxmlFields } from '../../../src/cxml/fields.ts';
import type { Offer } from '../../../src/cxml/profile-response.ts';
import type { ProtocolData } from '../../../src/cxml/protocol-data.ts';
import { cxmlReturnProtocol } from '../../../src/cxml/return-protocol.ts';
import type { Cart, CartItem } from '../../../src/punchout/cart.ts';
import { mapCart } from '../../../src/punchout/map-cart.ts';
import type { PunchOutSession, ReturnForm } from '../../../src/punchout/session.ts';
import {
  type CxmlSystem,
  cxmlSystemSchema,
  type System,
  type SystemCustomer,
} from '../../../src/punchout/system.ts';
import { standardUnits } from '../punchout/sample-units.ts';

export const noon = Date.UTC(2026, 6, 1, 12);

export const origin: Origin = {
  host: 'gateway.example',
  surroundings: { now: () => noon, uuid: () => '3f2c1f0e-6f0d-4b62-9a51-2f1f4f6f7a10', token: () => 'token' },
};

const customer: SystemCustomer = {
  id: '0189c0ffee0189c0ffee0189c0ffee01',
  email: 'buyer@buyer.example',
};

export const sampleOffer: Offer = {
  systemUrl: 'https://gateway.example/cxml/buyer',
  effectiveAt: noon,
  operationAllowed: 'edit',
};

export const sharedSecret = 'abracadabra';

export type SystemInput = z.input<typeof cxmlSystemSchema>;

/** A System that checks From, To, Sender and the secret, as a buyer behind a network has it. */
export function sampleSystem(changes: Partial<SystemInput> = {}): CxmlSystem {
  return cxmlSystemSchema.parse({
    id: '6a1d4f7e-3c57-4a40-9d0f-0d5b6f0a9c11',
    name: 'buyer',
    title: 'Buyer AG',
    shop: 'main',
    protocol: 'cxml',
    login: {
      from: { credentials: [{ domain: 'NetworkID', identity: 'AN01000000001-T' }] },
      to: { credentials: [{ domain: 'DUNS', identity: '942888711' }] },
      sender: { credentials: [{ domain: 'AribaNetworkUserId', identity: 'sysadmin@network.example' }] },
    },
    fields: defaultCxmlFields,
    units: { table: { pc: 'EA', box: 'BX' }, default: 'EA' },
    customers: [customer],
    returnHosts: ['buyer.example'],
    sharedSecretHashes: [],
    ...changes,
  });
}

export function article(changes: Partial<CartItem> = {}): CartItem {
  return {
    kind: 'item',
    key: changes.product?.number ?? 'NW-1001',
    name: 'Hexagon bolt M8 x 40',
    quantity: '100',
    unit: 'pc',
    netTotal: '12.5',
    shownTotal: '12.5',
    tax: '2.38',
    taxRate: '19',
    product: {
      number: 'NW-1001',
      name: 'Hexagon bolt M8 × 40, Größe "L" <zinc & steel>',
      manufacturer: 'Müller & Söhne',
      manufacturerNumber: 'MS-8-40',
      deliveryDays: '3',
      customFields: {},
    },
    ...changes,
  };
}

export const discount: CartItem = article({
  kind: 'discount',
  key: 'discount',
  name: 'Spring discount',
  quantity: '1',
  netTotal: '-2.5',
  shownTotal: '-2.5',
  tax: '-0.48',
  product: { customFields: {} },
});

const parcel: CartItem = article({
  kind: 'shipping',
  key: 'shipping',
  name: 'Parcel service',
  quantity: '1',
  netTotal: '4.9',
  shownTotal: '4.9',
  tax: '0.93',
  product: { customFields: {} },
});

/** A net cart whose totals are the sum of what is in it. */
export function cartOf(
  items: CartItem[],
  { shipping }: { shipping?: CartItem } = { shipping: parcel },
): Cart {
  const lines = shipping ? [...items, shipping] : items;
  const cents = lines.reduce((sum, line) => sum + Math.round(Number(line.netTotal) * 100), 0);
  const total = (cents / 100).toFixed(2);
  return {
    currency: 'EUR',
    currencyDecimals: 2,
    items,
    shipping,
    netTotal: total,
    shownTotal: total,
    taxStatus: 'net',
  };
}

const setupData: ProtocolData = {
  buyerCookie: ['1CX3L4843PPZO'],
  from: [{ domain: 'NetworkID', identity: 'AN01000000001-T' }],
  to: [{ domain: 'DUNS', identity: '942888711' }],
  deploymentMode: 'production',
  language: 'de-DE',
};

function sampleSession(
  data: Partial<ProtocolData> = {},
  changes: Partial<PunchOutSession> = {},
): PunchOutSession {
  return {
    id: '9d3a5c1e-5b1b-4a6e-8f9c-7f6d5e4c3b2a',
    protocol: 'cxml',
    systemId: '6a1d4f7e-3c57-4a40-9d0f-0d5b6f0a9c11',
    systemRevision: 1,
    customerId: customer.id,
    status: 'open',
    operation: 'create',
    cartId: 'A1b2C3d4E5f6G7h8',
    createdAt: noon,
    startUntil: noon + 300_000,
    expiresAt: noon + 28_800_000,
    returnUrl: 'https://buyer.example/punchout?x=1&y=2',
    returnTarget: '_self',
    parameters: [],
    extrinsics: [['CostCenter', '610']],
    details: [],
    entry: { page: { kind: 'home' }, lines: [] },
    notices: [],
    protocolData: JSON.stringify({ ...setupData, ...data }),
    enteredAt: noon,
    closedAt: undefined,
    ...changes,
  };
}

/** What a line is called in these samples, in place of a signed reference. */
export function referenceOf({ key }: Pick<CartItem, 'key'>): string {
  return `PG1.${key}`;
}

const returnProtocol = cxmlReturnProtocol(origin);

export interface ReturnInput {
  system?: CxmlSystem;
  cart?: Cart;
  data?: Partial<ProtocolData>;
}

/** The form of a returned cart, mapped and written as the gateway does it. */
export function returnForm({
  system = sampleSystem(),
  cart = cartOf([article()]),
  data,
}: ReturnInput): ReturnForm {
  const input = { session: sampleSession(data), system, customer };
  return returnProtocol.returnForm(
    mapCart({ cart, referenceOf, standardUnits, ...input }, returnProtocol.cartRules(input)),
    input,
  );
}

export function cancelForm(system: System = sampleSystem(), data: Partial<ProtocolData> = {}): ReturnForm {
  const form = returnProtocol.cancelForm(sampleSession(data), system);
  if (form === undefined) throw new Error('a cXML visit that is cancelled posts a form');
  return form;
}

/** The document that the buyer's system takes out of the posted field. */
export function postedDocument({ fields }: ReturnForm): string {
  const [[name, value] = ['', '']] = fields;
  return documentIn(name, value);
}

export function documentIn(name: string, value: string): string {
  return /^cxml-base64$/i.test(name) ? Buffer.from(value, 'base64').toString('utf8') : value;
}
