import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Catalog } from '../../../src/demo/shop/catalog.ts';
import { ociLogin } from '../../support/buyer.ts';
import { type DemoGateway, demoGateway, startDemoGateway } from '../../support/demo-gateway.ts';
import { demoSystemFile } from '../../support/gateway.ts';
import { largeCatalog } from '../../support/large-catalog.ts';
import { visitByOci } from '../../support/visit.ts';

type Place = Pick<DemoGateway, 'shop' | 'gateway'>;

const { shop, gateway } = await demoGateway();

async function started(catalog?: Catalog): Promise<Place> {
  const { close, ...place } = await startDemoGateway({ catalog });
  onTestFinished(close);
  return place;
}

async function withUnits(units: object, place: Place): Promise<void> {
  await place.gateway.license(await place.gateway.apply({ ...demoSystemFile(place.shop, 'oci'), units }));
}

const noted = async (place: Pick<Place, 'gateway'> = { gateway }) =>
  (await place.gateway.adapters.unitInbox.list()).map(({ unit, times }) => ({ unit, times }));

beforeEach(async () => {
  for (const unit of await gateway.adapters.unitInbox.list()) await gateway.adapters.unitInbox.forget(unit);
});

afterEach(() => {
  gateway.log.length = 0;
});

const block = { table: { pc: 'PCE', Stk: 'PCE' }, standard: false, unmapped: 'block' };
const functions: [string, Record<string, string>][] = [
  ['VALIDATE', { PRODUCTID: 'SEAL-310' }],
  ['BACKGROUND_SEARCH', { SEARCHSTRING: 'seal' }],
  ['DOWNLOADJSON', {}],
];

test.each(functions)(
  'a unit that keeps an article out of %s is on the list of the operator',
  async (name, of) => {
    await withUnits(block, { gateway, shop });
    expect((await ociLogin(gateway.url, { FUNCTION: name, ...of })).status).toBe(200);
    expect(await noted()).toContainEqual({ unit: 'Kartusche', times: 1 });
  },
);

test('a download of many articles counts each of their units once, however many portions it has', async () => {
  const large = await started(largeCatalog(230));
  await withUnits(block, large);
  await ociLogin(large.gateway.url, { FUNCTION: 'DOWNLOADJSON' });
  expect(await noted(large)).toEqual([]);
  await withUnits({ ...block, table: { Stk: 'PCE' } }, large);
  for (const times of [1, 2]) {
    await ociLogin(large.gateway.url, { FUNCTION: 'DOWNLOADJSON' });
    expect(await noted(large)).toEqual([{ unit: 'pc', times }]);
  }
});

test('a call whose units all have codes notes none', async () => {
  await withUnits({ default: 'PCE' }, { gateway, shop });
  await ociLogin(gateway.url, { FUNCTION: 'VALIDATE', PRODUCTID: 'HAM-001' });
  expect(await noted()).toEqual([]);
});

test('a list that cannot be written is told in one line, and the buyer gets the answer and the cart', async () => {
  const broken = await started();
  await withUnits({ default: 'PCE', standard: false }, broken);
  await broken.gateway.adapters.database.run((sql) => sql.schema.dropTable('unmappedUnits').execute());
  const failures = () =>
    broken.gateway.log
      .filter(({ event }) => event === 'unit_inbox_failed')
      .map(({ level, system }) => [level, system]);
  for (const [name, of] of functions) {
    broken.gateway.log.length = 0;
    const answer = await ociLogin(broken.gateway.url, { FUNCTION: name, ...of });
    expect([name, answer.status, failures()]).toEqual([name, 200, [[40, 'demo-oci']]]);
  }
  const visit = await visitByOci(broken.gateway, broken.shop);
  await visit.add('SEAL-310', 1);
  broken.gateway.log.length = 0;
  expect((await visit.transfer()).text).toContain('SEAL-310');
  expect(failures()).toEqual([[40, 'demo-oci']]);
});
