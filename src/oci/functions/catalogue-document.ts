/** Top of the JSON document: names and values of OCI 5. */
export interface CatalogueHead {
  CTI: 'X';
  CURRENTPAGE: number;
  TOTALPAGES: number;
  TOTALITEMS: number;
  TRANSACTIONID: string;
}

/** The document piece by piece: no more than one portion of its items is in memory. */
export async function* catalogueDocument(
  head: CatalogueHead,
  portions: AsyncIterable<readonly object[]>,
): AsyncGenerator<string, void> {
  yield JSON.stringify({ ...head, Items: [] }).slice(0, -']}'.length);
  let separator = '';
  for await (const items of portions) {
    if (items.length === 0) continue;
    yield separator + items.map((item) => JSON.stringify(item)).join(',');
    separator = ',';
  }
  yield ']}';
}
