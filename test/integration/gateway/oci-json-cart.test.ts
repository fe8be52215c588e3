import { afterEach, describe, expect, test } from 'vitest';
import { jsonKey } from '../../../src/oci/json-cart.ts';
import { ociParameters } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { buyerUrl, demoSystemFile } from '../../support/gateway.ts';
import { formTo, type HtmlForm } from '../../support/html-form.ts';
import { visitByOci } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();

async function withOptions(options: object): Promise<void> {
  await gateway.license(await gateway.apply({ ...demoSystemFile(shop, 'oci'), ...options }));
}

afterEach(async () => {
  await withOptions({});
});

async function returned(options: object): Promise<HtmlForm> {
  await withOptions(options);
  const visit = await visitByOci(gateway, shop);
  await visit.add('HAM-001', 3);
  await visit.add('SD-PH2/150', 2);
  return formTo((await visit.transfer()).text, buyerUrl);
}

/** The items of a form of fields, under the names that a JSON cart has. */
function itemsOf({ fields }: HtmlForm): Record<string, string>[] {
  const items: Record<string, string>[] = [];
  for (const [field, value] of fields) {
    const long = /^NEW_ITEM-(LONGTEXT)_(\d+):132\[\]$/.exec(field);
    const [, name = '', index] = long ?? /^NEW_ITEM-(\w+)\[(\d+)\]$/.exec(field) ?? [];
    if (index !== undefined)
      items[Number(index) - 1] = { ...items[Number(index) - 1], [jsonKey(name)]: value };
  }
  return items;
}

describe('a cart that returns as JSON', () => {
  test('has the values of a cart of fields, shipping and all, in one field', async () => {
    const json = await returned({ cartFormat: 'json' });
    const fields = await returned({});
    const [field, ...others] = json.fields.filter(([name]) => !name.startsWith('~'));
    expect([field?.[0], others]).toEqual(['json', []]);
    expect(JSON.parse(field?.[1] ?? '')).toEqual({ items: itemsOf(fields) });
    expect(itemsOf(fields).map(({ vendorMat }) => vendorMat)).toEqual(['HAM-001', 'SD-PH2/150', 'SHIPPING']);
  });

  test('goes to the same address with the same control fields', async () => {
    const { action, fields } = await returned({ cartFormat: 'json', jsonField: 'oci5' });
    expect(action).toBe(ociParameters.HOOK_URL);
    expect(fields.map(([name]) => name)).toEqual(['~OkCode', '~CALLER', 'oci5']);
  });

  test('is a list without items where the buyer leaves', async () => {
    await withOptions({ cartFormat: 'json' });
    const visit = await visitByOci(gateway, shop);
    await visit.add('HAM-001', 1);
    expect(formTo((await visit.cancel()).text, buyerUrl).fields).toContainEqual(['json', '{"items":[]}']);
  });
});
