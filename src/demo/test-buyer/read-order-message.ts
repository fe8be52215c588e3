import { z } from 'zod';
import type { CartLine } from './cart-line.ts';
import { parseXml, textSchema } from './parse-xml.ts';

const moneySchema = z.looseObject({ Money: z.looseObject({ '@currency': z.string(), '#text': z.string() }) });

const itemSchema = z.looseObject({
  '@quantity': z.string(),
  '@lineNumber': z.string().optional(),
  ItemID: z.looseObject({ SupplierPartID: textSchema, SupplierPartAuxiliaryID: textSchema }),
  ItemDetail: z.looseObject({
    UnitPrice: moneySchema,
    Description: z.array(textSchema),
    UnitOfMeasure: textSchema,
    PriceBasisQuantity: z.looseObject({ '@quantity': z.string() }).optional(),
    Classification: z.array(z.looseObject({ '@domain': z.string(), '#text': z.string().default('') })),
    ManufacturerPartID: textSchema,
    ManufacturerName: textSchema,
    LeadTime: textSchema,
    Extrinsic: z.array(z.looseObject({ '@name': z.string(), '#text': z.string().default('') })).default([]),
  }),
});

const messageSchema = z.looseObject({
  cXML: z.looseObject({
    Message: z.looseObject({
      Status: z.looseObject({ '@code': z.string() }).optional(),
      PunchOutOrderMessage: z.looseObject({
        BuyerCookie: textSchema,
        PunchOutOrderMessageHeader: z.looseObject({ Total: moneySchema }),
        ItemIn: z.array(itemSchema).default([]),
      }),
    }),
  }),
});

export interface OrderMessage {
  statusCode: string;
  buyerCookie: string;
  total: string;
  lines: CartLine[];
}

/** Throws where the document is no PunchOutOrderMessage. */
export function readOrderMessage(xml: string): OrderMessage {
  const { Status, PunchOutOrderMessage } = messageSchema.parse(parseXml(xml)).cXML.Message;
  const { Money } = PunchOutOrderMessage.PunchOutOrderMessageHeader.Total;
  return {
    statusCode: Status?.['@code'] ?? '200',
    buyerCookie: PunchOutOrderMessage.BuyerCookie,
    total: `${Money['#text']} ${Money['@currency']}`,
    lines: PunchOutOrderMessage.ItemIn.map(toLine),
  };
}

function toLine(item: z.infer<typeof itemSchema>, index: number): CartLine {
  const { ItemID, ItemDetail } = item;
  return {
    position: item['@lineNumber'] ?? String(index + 1),
    article: ItemID.SupplierPartID,
    description: ItemDetail.Description[0] ?? '',
    quantity: item['@quantity'],
    unit: ItemDetail.UnitOfMeasure,
    price: ItemDetail.UnitPrice.Money['#text'],
    priceUnit: ItemDetail.PriceBasisQuantity?.['@quantity'] ?? '',
    currency: ItemDetail.UnitPrice.Money['@currency'],
    more: furtherFields(item),
  };
}

function furtherFields({ ItemID, ItemDetail }: z.infer<typeof itemSchema>): [string, string][] {
  const fields: [string, string][] = [
    ['SupplierPartAuxiliaryID', ItemID.SupplierPartAuxiliaryID],
    ...ItemDetail.Classification.map((one): [string, string] => [
      `Classification ${one['@domain']}`,
      one['#text'],
    ]),
    ['ManufacturerPartID', ItemDetail.ManufacturerPartID],
    ['ManufacturerName', ItemDetail.ManufacturerName],
    ['LeadTime', ItemDetail.LeadTime],
    ...ItemDetail.Extrinsic.map((one): [string, string] => [`Extrinsic ${one['@name']}`, one['#text']]),
  ];
  return fields.filter(([, value]) => value !== '');
}
