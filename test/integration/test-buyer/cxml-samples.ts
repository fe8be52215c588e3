const prolog =
  '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.014/cXML.dtd">';

export function setupResponse(escapedUrl: string): string {
  return `${prolog}<cXML payloadID="1@gateway" timestamp="2026-11-24T10:00:00+00:00"><Response><Status code="200" text="OK"/><PunchOutSetupResponse><StartPage><URL>
  ${escapedUrl}
</URL></StartPage></PunchOutSetupResponse></Response></cXML>`;
}

/** A PunchOutOrderMessage with one line; `buyerCookie` as it stands in the XML. With a status, without a line. */
export function orderMessage({ buyerCookie, status }: { buyerCookie: string; status?: string }): string {
  const credential = '<Credential domain="DUNS"><Identity>987</Identity></Credential>';
  return `${prolog}<cXML payloadID="2@gateway" timestamp="2026-11-24T10:05:00+00:00" xml:lang="en">
<Header><From>${credential}</From><To>${credential}</To><Sender>${credential}<UserAgent>Test</UserAgent></Sender></Header>
<Message>${status ? `<Status code="${status}" text="OK"/>` : ''}<PunchOutOrderMessage><BuyerCookie>${buyerCookie}</BuyerCookie>
<PunchOutOrderMessageHeader operationAllowed="create"><Total><Money currency="EUR">${status ? '0.00' : '378.00'}</Money></Total></PunchOutOrderMessageHeader>
${status ? '' : line}</PunchOutOrderMessage></Message></cXML>`;
}

const line = `<ItemIn quantity="2" lineNumber="1"><ItemID><SupplierPartID>DRILL-18V</SupplierPartID><SupplierPartAuxiliaryID>s-1</SupplierPartAuxiliaryID></ItemID>
<ItemDetail><UnitPrice><Money currency="EUR">189.00</Money></UnitPrice><Description xml:lang="de">Drill f&#252;r &lt;Profis&gt;</Description>
<UnitOfMeasure>EA</UnitOfMeasure><Classification domain="UNSPSC">27112703</Classification><ManufacturerPartID>KM-BS18-65</ManufacturerPartID><ManufacturerName xml:lang="de">Kraftmann</ManufacturerName></ItemDetail></ItemIn>`;
