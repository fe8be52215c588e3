import { describe, expect, test } from 'vitest';
import { draftSystem } from '../../../src/draft-system.ts';
import { defaultOciFields } from '../../../src/oci/fields.ts';
import { type PublishedSystem, publishDraft } from '../../../src/publish-system.ts';
import { saveSystem, systemFileSchema } from '../../../src/system-file.ts';
import { demoGateway } from '../../support/demo-gateway.ts';
import { buyerUrl, demoSystemFile } from '../../support/gateway.ts';
import { formTo } from '../../support/html-form.ts';
import { type ShopVisit, visitByOci } from '../../support/visit.ts';

const { shop, gateway } = await demoGateway();

async function publish(changes: object): Promise<PublishedSystem> {
  const file = systemFileSchema.parse({ ...demoSystemFile(shop, 'oci'), ...changes });
  await draftSystem(file, gateway.adapters);
  return await publishDraft(file.name, {}, gateway.adapters);
}

async function returned(visit: ShopVisit): Promise<string[]> {
  await visit.add('HAM-001', 1);
  const { fields } = formTo((await visit.transfer()).text, buyerUrl);
  return fields.map(([name, value]) => `${name}=${value}`);
}

const withField = (name: string, from: string[]) => ({
  item: { ...defaultOciFields.item, VENDORMAT: { from: [] }, MANUFACTMAT: { from: [] }, [name]: { from } },
});
const byNumber = withField('VENDORMAT', ['product.number']);
const byMaker = withField('MANUFACTMAT', ['product.manufacturerNumber']);
const unit = (code: string) => ({ units: { table: { pc: code, Stk: code }, default: code } });

describe('while buyers are in the shop, an operator publishes another configuration', () => {
  test('their carts come back as their visits began, and the next visit has the new fields and units', async () => {
    await publish({ fields: byNumber, ...unit('PCE') });
    const before = await visitByOci(gateway, shop);
    const { report } = await publish({ fields: byMaker, ...unit('EA') });
    expect(report.effect).toMatchObject({ effect: 'rebind' });
    const after = await visitByOci(gateway, shop);

    const old = await returned(before);
    expect(old).toEqual(expect.arrayContaining(['NEW_ITEM-VENDORMAT[1]=HAM-001', 'NEW_ITEM-UNIT[1]=PCE']));
    expect(old.join()).not.toContain('MANUFACTMAT');
    const fresh = await returned(after);
    expect(fresh).toEqual(
      expect.arrayContaining(['NEW_ITEM-MANUFACTMAT[1]=ACME-H500', 'NEW_ITEM-UNIT[1]=EA']),
    );
    expect(fresh.join()).not.toContain('VENDORMAT[1]');
  });

  test('their visits go on when the System is disabled, or its login parameters are renamed', async () => {
    const visit = await visitByOci(gateway, shop);
    await publish({ login: { user: 'LOGIN' } });
    const { system } = (await gateway.adapters.systems.byName('demo-oci')) ?? {};
    if (system) await saveSystem({ ...system, active: false }, gateway.adapters);
    expect(await returned(visit)).toContain('NEW_ITEM-QUANTITY[1]=1.000');
  });
});
