import { describe, expect, it } from 'vitest';
import { cancelSession } from '../../../src/punchout/cancel-session.ts';
import { returnCart } from '../../../src/punchout/return-cart.ts';
import type { PunchOutSession, ReturnForm } from '../../../src/punchout/session.ts';
import type { System } from '../../../src/punchout/system.ts';
import { expectRefusal } from './refusal.ts';
import { sampleCxmlSystem, sampleOciSystem } from './sample-system.ts';
import { lives, SampleGateway } from './sample-visit.ts';

async function entered(system: System) {
  const gateway = new SampleGateway();
  const key = await gateway.enter(system);
  const visit = () => gateway.visit(key);
  const session = async (): Promise<PunchOutSession> => (await visit()).session;
  const leave = async () => await cancelSession(await visit(), gateway);
  const transfer = async () => await returnCart(await visit(), gateway);
  return { gateway, visit, session, leave, transfer };
}

const withForm: [string, System][] = [
  ['OCI', sampleOciSystem({ cancel: 'empty-post' })],
  ['cXML', sampleCxmlSystem()],
];
const withMessage = sampleOciSystem({ cancel: 'message' });

function itemsOf(form: ReturnForm | undefined): string[] {
  return (form?.fields ?? []).map(([name]) => name).filter((name) => name.startsWith('NEW_ITEM'));
}

describe.each(withForm)('%s: a buyer leaves without a cart', (_, system) => {
  it('a form without items goes to the address of the call, and the visit is over', async () => {
    const { session, leave } = await entered(system);
    const form = await leave();
    expect(form?.action).toBe('https://buyer.example/hook?session=1');
    expect(itemsOf(form)).toEqual([]);
    expect((await session()).status).toBe('cancelled');
  });

  it('the shop is not asked: leaving works while it is out of reach', async () => {
    const { gateway, session, leave } = await entered(system);
    gateway.shops.outage = true;
    await leave();
    expect((await session()).status).toBe('cancelled');
  });

  it('the page can be had again for a while, and not later', async () => {
    const { gateway, leave } = await entered(system);
    const form = await leave();
    gateway.pass(lives.returnPage - 1);
    expect(await leave()).toEqual(form);
    gateway.pass(1);
    await expectRefusal('session_over', leave);
  });

  it('leaving and transferring at once have one outcome, and both get its page', async () => {
    const { gateway, visit } = await entered(system);
    const same = await visit();
    const [left, transferred] = await Promise.all([cancelSession(same, gateway), returnCart(same, gateway)]);
    expect(left).toEqual(transferred);
  });

  it('a visit that is too old can still be left, so that the buyer gets back', async () => {
    const { gateway, leave, session } = await entered(system);
    gateway.pass(lives.session);
    expect(await leave()).toMatchObject({ action: 'https://buyer.example/hook?session=1' });
    expect((await session()).status).toBe('cancelled');
  });
});

describe('a buyer leaves where the System wants a message only', () => {
  it('nothing is posted, and the visit is over', async () => {
    const { session, leave } = await entered(withMessage);
    expect(await leave()).toBeUndefined();
    expect((await session()).status).toBe('cancelled');
  });

  it('leaving twice says the same', async () => {
    const { leave } = await entered(withMessage);
    await leave();
    expect(await leave()).toBeUndefined();
  });

  it('nobody is told that nothing was transferred after the cart was', async () => {
    const { leave, transfer } = await entered(withMessage);
    const form = await transfer();
    expect(await leave()).toEqual(form);
  });

  it('nor where the transfer was faster by a moment', async () => {
    const { visit, gateway, transfer } = await entered(withMessage);
    const opened = await visit();
    const form = await transfer();
    expect(await cancelSession(opened, gateway)).toEqual(form);
  });

  it('a cart cannot be transferred after leaving', async () => {
    const { leave, transfer } = await entered(withMessage);
    await leave();
    await expectRefusal('session_over', transfer);
  });
});
