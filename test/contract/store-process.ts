import { openDatabase } from '../../src/store/database.ts';
import { createSessionStore } from '../../src/store/session-store.ts';
import type { DatabaseOptions } from './every-database.ts';

const order: { options: DatabaseOptions; sessionIds: string[] } = JSON.parse(process.argv[2] ?? '');
const database = await openDatabase(order.options);
const sessions = createSessionStore(database);
const ended = [];
for (const id of order.sessionIds) {
  const end = { status: 'cancelled', at: Date.now(), form: undefined, cart: undefined } as const;
  if (await sessions.end(id, end)) ended.push(id);
}
await database.close();
process.stdout.write(JSON.stringify(ended));
