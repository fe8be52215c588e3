import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type OperatorMachine, operatorMachine, sell } from '../support/operator-machine.ts';

/** Each command is a process of its own. */
vi.setConfig({ testTimeout: 120_000 });

let vendor: OperatorMachine;

beforeAll(async () => {
  vendor = await operatorMachine();
  await sell(vendor, 'Ada AG', '--customers', '45');
}, 120_000);

afterAll(() => vendor.close());

describe('the history', () => {
  test('is listed page by page, and as a whole it holds', async () => {
    const [newest] = await vendor.json<{ sequence: number }[]>('audit', 'list', '--limit', '1');
    const sequence = newest?.sequence ?? 0;
    expect(sequence).toBeGreaterThan(40);
    const { err } = await vendor.run('audit', 'list', '--limit', '1');
    expect(err).toContain(`--before ${sequence}`);
    const older = await vendor.json('audit', 'list', '--limit', '1', '--before', String(sequence));
    expect(older).toMatchObject([{ sequence: sequence - 1 }]);
    const head = (await vendor.run('audit', 'head')).out.trim();
    expect(await vendor.json('audit', 'head')).toMatchObject({ sequence });
    expect(await vendor.run('audit', 'verify', '--head', head)).toMatchObject({ status: 0 });
    const [, hash = ''] = head.split(':');
    const other = await vendor.run('audit', 'verify', '--head', `${sequence - 1}:${hash}`);
    expect(other).toMatchObject({ status: 1, out: `${sequence - 1}: is not what was noted\n` });
  });

  test('shows a row that was changed past Punchgate, and an end that was cut off', async () => {
    const head = (await vendor.run('audit', 'head')).out.trim();
    const last = Number(head.split(':')[0]);
    const database = new DatabaseSync(join(vendor.dataDir, 'punchgate.sqlite'));
    const change = "update license_history set actor = 'nobody' where sequence = 7";
    expect(() => database.exec(change)).toThrow('never rewritten');
    database.exec('drop trigger license_history_no_update; drop trigger license_history_no_delete');
    database.exec(change);
    const changed = await vendor.run('audit', 'verify');
    expect(changed).toMatchObject({ status: 1, out: expect.stringMatching(/^7: was changed/) });
    expect(changed.err).toContain('does not hold');
    const report = JSON.parse((await vendor.run('audit', 'verify', '--json')).out);
    expect(report.faults[0]).toMatchObject({ sequence: 7 });
    database.exec(`delete from license_history where sequence = ${last}`);
    database.close();
    const cut = await vendor.run('audit', 'verify', '--head', head);
    expect(cut.out).toContain(`${last}: missing up to ${last}`);
  });
});
