import { describe, expect, test } from 'vitest';
import { call } from '../../support/buyer.ts';
import { madeApp, redirectGateway } from '../../support/redirect-visit.ts';

const { gateway, shop } = await redirectGateway();

function told(): unknown[] {
  return gateway.log.filter(({ event }) => event === 'app_event').map(({ name }) => name);
}

describe('what becomes of the App in the shop', () => {
  test('is taken from the shop itself, and carried out once however often it is sent', async () => {
    const before = told().length;
    expect(await shop.app.send('app.deactivated', { eventId: 'event-1' })).toBe(204);
    expect(await shop.app.send('app.deactivated', { eventId: 'event-1' })).toBe(204);
    expect(told().slice(before)).toEqual(['app.deactivated']);
  });

  test('is not taken from who cannot sign for the shop', async () => {
    expect(await shop.app.send('app.deleted', { secret: 'guessed' })).toBe(401);
    expect(await shop.app.send('app.activated')).toBe(204);
  });

  test.each([-600, 600])('is not taken %s seconds from now', async (seconds) => {
    const timestamp = Math.floor(Date.now() / 1000) + seconds;
    expect(await shop.app.send('app.deleted', { timestamp })).toBe(401);
  });

  test.each(['', 'null', '{}', '{"source":{"shopId":"x"}}', '[1]'])(
    'cannot be read from %j',
    async (body) => {
      const answer = await call(`${gateway.url}/punchgate/app/demo/webhook`, { method: 'POST', body });
      expect(answer.status).toBe(401);
    },
  );

  test('an event that we do not know is taken and changes nothing', async () => {
    expect(await shop.app.send('checkout.order.placed')).toBe(204);
    expect(await shop.app.send('app.activated')).toBe(204);
  });

  test('a shop that has deleted the App is a stranger, until it installs it anew', async () => {
    expect(await shop.app.send('app.deleted')).toBe(204);
    expect(await shop.app.send('app.activated')).toBe(401);
    await shop.app.install(await madeApp(gateway));
    expect(await shop.app.send('app.activated')).toBe(204);
  });
});
