import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../src/cxml/read-document.ts';
import { readOrderMessage } from '../../../src/cxml/read-order-message.ts';
import { expectRefusal } from '../punchout/refusal.ts';

function read(items: string) {
  const message = `<PunchOutOrderMessage><BuyerCookie>c</BuyerCookie>${items}</PunchOutOrderMessage>`;
  return readOrderMessage(parseDocument(`<cXML><Header/><Message>${message}</Message></cXML>`));
}

describe('a PunchOutOrderMessage', () => {
  test('is read under the names that a System maps, in whatever order they stand', () => {
    const { lines } = read(`<ItemIn quantity="3">
<ItemDetail><Classification domain="UNSPSC">27111602</Classification>
<Description xml:lang="de">Hammer <ShortName>Ham</ShortName> of
 steel</Description>
<UnitPrice><Money currency="EUR">10.50</Money></UnitPrice><UnitOfMeasure>EA</UnitOfMeasure>
<PriceBasisQuantity quantity="100" conversionFactor="1"><UnitOfMeasure>EA</UnitOfMeasure></PriceBasisQuantity>
<ManufacturerPartID/><Extrinsic name="Color">red</Extrinsic></ItemDetail>
<ItemID><SupplierPartID>PG-1</SupplierPartID><SupplierPartAuxiliaryID>aux</SupplierPartAuxiliaryID></ItemID>
<Comments>soon</Comments></ItemIn>`);
    expect(lines).toHaveLength(1);
    expect(Object.fromEntries(lines[0]?.fields.map(({ name, value }) => [name, value]) ?? [])).toEqual({
      quantity: '3',
      'Classification@UNSPSC': '27111602',
      Description: 'Hammer of steel',
      ShortName: 'Ham',
      UnitPrice: '10.50',
      Currency: 'EUR',
      UnitOfMeasure: 'EA',
      PriceBasisQuantity: '100',
      'Extrinsic@Color': 'red',
      SupplierPartID: 'PG-1',
      SupplierPartAuxiliaryID: 'aux',
      Comments: 'soon',
    });
  });

  test('counts its lines from 1, and may have none', () => {
    expect(read('').lines).toEqual([]);
    expect(read('<ItemIn quantity="1"/><ItemIn quantity="2"/>').lines.map(({ index }) => index)).toEqual([
      1, 2,
    ]);
  });

  test('is what the document must be', async () => {
    const other = parseDocument('<cXML><Response><Status code="200" text="OK"/></Response></cXML>');
    await expectRefusal('invalid_request', () => readOrderMessage(other));
  });
});
