import { expect, it } from 'vitest';
import { createUnitInbox } from '../../src/store/unit-inbox.ts';
import { onEveryDatabase } from './every-database.ts';
import { noon } from './samples.ts';

onEveryDatabase('units that the operator is to map', (current) => {
  const inbox = () => createUnitInbox(current().database);
  const seen = (unit: string, changes = {}) => ({
    systemId: 's-1',
    unit,
    article: 'PG-1',
    at: noon,
    ...changes,
  });
  const listed = async (systemId: string) =>
    (await inbox().list()).filter((unit) => unit.systemId === systemId);

  it('are kept once, with the newest article, and counted', async () => {
    await inbox().record([seen('Gebinde'), seen('Stück „lose“')]);
    await inbox().record([seen('Gebinde', { article: 'PG-2', at: noon + 5 })]);
    expect(await listed('s-1')).toEqual([
      { systemId: 's-1', unit: 'Gebinde', article: 'PG-2', firstSeen: noon, at: noon + 5, times: 2 },
      { systemId: 's-1', unit: 'Stück „lose“', article: 'PG-1', firstSeen: noon, at: noon, times: 1 },
    ]);
  });

  it('are those of each System apart, and a unit differs from its other spelling', async () => {
    const units = [
      seen('box', { systemId: 's-2' }),
      seen('Box', { systemId: 's-2' }),
      seen('box', { systemId: 's-3' }),
    ];
    await inbox().record(units);
    expect([(await listed('s-2')).length, (await listed('s-3')).length]).toEqual([2, 1]);
  });

  it('are counted once where one cart has a unit twice, and nothing is no fault', async () => {
    const twice = [seen('Fass', { systemId: 's-4' }), seen('Fass', { systemId: 's-4', article: 'PG-9' })];
    await inbox().record(twice);
    await inbox().record([]);
    expect(await listed('s-4')).toMatchObject([{ unit: 'Fass', times: 1 }]);
  });

  it('are forgotten one by one, and come back with the next cart as new', async () => {
    const units = ['Ring', 'Bund'].map((unit) => seen(unit, { systemId: 's-5' }));
    await inbox().record(units);
    await inbox().forget({ systemId: 's-5', unit: 'Ring' });
    expect(await listed('s-5')).toMatchObject([{ unit: 'Bund' }]);
    await inbox().record([seen('Ring', { systemId: 's-5', at: noon + 9 })]);
    expect(await listed('s-5')).toContainEqual(
      expect.objectContaining({ unit: 'Ring', firstSeen: noon + 9, times: 1 }),
    );
  });

  it('many carts at once lose no count and stand in nobody’s way', async () => {
    const units = ['a', 'b', 'c', 'd'].map((unit) => seen(unit, { systemId: 's-6' }));
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => inbox().record(index % 2 ? units : units.toReversed())),
    );
    expect((await listed('s-6')).map(({ times }) => times)).toEqual([20, 20, 20, 20]);
  });
});
