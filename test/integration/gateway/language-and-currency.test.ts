import { describe, expect, test } from 'vitest';
import { FRANC_CURRENCY_ID, GERMAN_LANGUAGE_ID } from '../../../src/demo/shop/shop-constants.ts';
import { httpStatus } from '../../../src/http/http-status.ts';
import { Browser, ociLogin } from '../../support/buyer.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { buyerUrl, demoSystemFile } from '../../support/gateway.ts';
import { formTo } from '../../support/html-form.ts';
import { untilKept } from '../../support/kept-cart.ts';
import { visitByOci } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();

/** The demo System with other terms. */
async function withTerms(terms: { language?: string; currency?: string }): Promise<void> {
  await gateway.license(await gateway.apply({ ...demoSystemFile(shop, 'oci'), ...terms }));
}

function fieldsOf(page: string): Map<string, string> {
  return new Map(formTo(page, buyerUrl).fields);
}

async function returnedHammers(): Promise<Map<string, string>> {
  const visit = await visitByOci(gateway, shop);
  await visit.add('HAM-001', 2);
  return fieldsOf((await visit.transfer()).text);
}

describe('a System with a language and a currency of its own', () => {
  test('gets texts and prices of the cart in them, and one without gets those of the sales channel', async () => {
    await withTerms({});
    const usual = await returnedHammers();
    await withTerms({ language: GERMAN_LANGUAGE_ID, currency: FRANC_CURRENCY_ID });
    const own = await returnedHammers();
    expect([usual.get('NEW_ITEM-CURRENCY[1]'), own.get('NEW_ITEM-CURRENCY[1]')]).toEqual(['EUR', 'CHF']);
    expect([usual.get('NEW_ITEM-PRICE[1]'), own.get('NEW_ITEM-PRICE[1]')]).toEqual(['10.000', '12.505']);
    expect(usual.get('NEW_ITEM-DESCRIPTION[1]')).toBe('Hammer 500g');
    expect(own.get('NEW_ITEM-DESCRIPTION[1]')).toBe('Hammer 500g (deutsch)');
  });

  test('keeps them when the shop has forgotten the visit', async () => {
    await withTerms({ language: GERMAN_LANGUAGE_ID, currency: FRANC_CURRENCY_ID });
    const visit = await visitByOci(gateway, shop);
    await visit.add('HAM-001', 2);
    await untilKept(gateway, 2);
    shop.forgetContexts();
    const fields = fieldsOf((await visit.transfer()).text);
    expect(fields.get('NEW_ITEM-CURRENCY[1]')).toBe('CHF');
    expect(fields.get('NEW_ITEM-DESCRIPTION[1]')).toContain('(deutsch)');
  });

  test.each(['VALIDATE', 'BACKGROUND_SEARCH'])('gets the answer of %s in them', async (functionName) => {
    await withTerms({ language: GERMAN_LANGUAGE_ID, currency: FRANC_CURRENCY_ID });
    const parameters = { FUNCTION: functionName, PRODUCTID: 'HAM-001', SEARCHSTRING: 'HAM-001' };
    const { text } = await ociLogin(gateway.url, parameters);
    const fields = fieldsOf(text);
    expect(fields.get('NEW_ITEM-CURRENCY[1]')).toBe('CHF');
    expect(fields.get('NEW_ITEM-PRICE[1]')).toBe('12.500');
    expect(fields.get('NEW_ITEM-DESCRIPTION[1]')).toContain('(deutsch)');
  });

  test('that the shop does not have lets nobody in, and the operator reads which', async () => {
    await withTerms({ currency: 'f'.repeat(32) });
    const { headers } = await ociLogin(gateway.url);
    const page = await new Browser().open(headers.location ?? '');
    expect(page.status).toBe(httpStatus.shop_refused);
    expect(gateway.log.findLast(({ reason }) => reason === 'shop_refused')?.detail).toContain('/currencyId');
  });

  test('needs no other license', async () => {
    const { fingerprint } = await gateway.apply(demoSystemFile(shop, 'oci'));
    const changed = await gateway.apply({
      ...demoSystemFile(shop, 'oci'),
      language: GERMAN_LANGUAGE_ID,
      lastCart: 'transfer',
    });
    expect(changed.fingerprint).toBe(fingerprint);
  });
});
