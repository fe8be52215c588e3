import { expect, it } from 'vitest';
import { customerIdOf } from '../../src/punchout/made-customer.ts';
import { createMadeCustomerStore } from '../../src/store/made-customer-store.ts';
import { createSystemStore } from '../../src/store/system-store.ts';
import { onEveryDatabase } from './every-database.ts';
import { noon } from './samples.ts';

onEveryDatabase('customers that were made for buyers', (current) => {
  const store = () => createMadeCustomerStore(current().database);
  const customer = (systemId: string, email: string) => ({
    id: customerIdOf(systemId, email),
    email,
    name: `Buyer ${email}`,
  });
  const reserve = (systemId: string, email: string, maximum = 100) =>
    store().reserve(systemId, { customer: customer(systemId, email), maximum, at: noon });

  it('are found by the e-mail in whatever letter case, and by their id', async () => {
    const made = customer('s-1', 'Anna@Buyer.example');
    expect(await reserve('s-1', 'Anna@Buyer.example')).toBe(true);
    expect(await store().byEmail('s-1', 'anna@buyer.EXAMPLE')).toEqual({ customer: made, made: false });
    expect(await createSystemStore(current().database).madeCustomer('s-1', made.id)).toEqual(made);
  });

  it('are made once the shop has them', async () => {
    await reserve('s-2', 'anna@buyer.example');
    await store().confirm('s-2', customerIdOf('s-2', 'anna@buyer.example'));
    expect(await store().byEmail('s-2', 'anna@buyer.example')).toMatchObject({ made: true });
  });

  it('are those of one System: another one has its own for the same buyer', async () => {
    await reserve('s-3', 'anna@buyer.example');
    expect(await store().byEmail('s-4', 'anna@buyer.example')).toBeUndefined();
    const { id } = customer('s-3', 'anna@buyer.example');
    expect(customerIdOf('s-4', 'anna@buyer.example')).not.toBe(id);
    expect(await createSystemStore(current().database).madeCustomer('s-4', id)).toBeUndefined();
  });

  it('are never more than the System allows, however many buyers come at one time', async () => {
    const buyers = Array.from({ length: 8 }, (_, index) => `buyer${index}@buyer.example`);
    const kept = await Promise.all(buyers.map((email) => reserve('s-5', email, 3)));
    expect(kept.filter(Boolean)).toHaveLength(3);
    const found = await Promise.all(buyers.map((email) => store().byEmail('s-5', email)));
    expect(found.map((row) => row !== undefined)).toEqual(kept);
  });

  it('have one place for one buyer who comes twice at one time', async () => {
    const kept = await Promise.all([1, 2, 3].map(() => reserve('s-6', 'anna@buyer.example', 2)));
    expect(kept).toEqual([true, true, true]);
    expect(await reserve('s-6', 'berta@buyer.example', 2)).toBe(true);
    expect(await reserve('s-6', 'carl@buyer.example', 2)).toBe(false);
  });

  it('cannot be asked for by a text that no database keeps', async () => {
    expect(await store().byEmail('s-7', 'a\0@buyer.example')).toBeUndefined();
  });
});
