import { describe, expect, test } from 'vitest';
import { demoGateway } from '../../support/demo-gateway.ts';
import { visitByOci } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();
const file = '/theme/nordwerk.css';

describe('a visit that is remembered', () => {
  test('gives no page away once it has ended', async () => {
    const visit = await visitByOci(gateway, shop);
    expect((await visit.open('/')).status).toBe(200);
    await visit.cancel();
    expect((await visit.open('/')).status).toBe(410);
    expect((await visit.open('/checkout/cart')).status).toBe(410);
  });

  test('gives its files to no browser that was in none', async () => {
    const visit = await visitByOci(gateway, shop);
    expect((await visit.open(file)).status).toBe(200);
    visit.browser.cookies.set('punchgate', 'guessed');
    expect((await visit.open(file)).status).toBe(410);
  });
});
