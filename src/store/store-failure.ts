import { DatabaseError } from 'pg';
import { LicenseError } from '../punchout/license-error.ts';
import { PunchOutError } from '../punchout/punchout-error.ts';
import { AlreadyTaken } from './already-taken.ts';

/** A failure of node:sqlite: `errcode` is the extended result code, its low byte the primary one. */
interface SqliteFailure extends Error {
  code: 'ERR_SQLITE_ERROR';
  errcode: number;
}

const sqlite = { error: 1, busy: 5, locked: 6, constraint: 19, mismatch: 20, misuse: 21, range: 25 } as const;
const sqlitePrimaryKey = 1555;
const sqliteUnique = 2067;
/** Data exception, constraint violation, wrong statement: faults of ours that waiting does not mend. */
const postgresFaults = ['22', '23', '42'];
const postgresUnique = '23505';
const sqliteFaults: number[] = [
  sqlite.error,
  sqlite.constraint,
  sqlite.mismatch,
  sqlite.misuse,
  sqlite.range,
];

/** Thrown by what runs inside of a transaction, not by a driver. */
const ours = [PunchOutError, LicenseError, AlreadyTaken, TypeError];

/**
 * What the stores throw for anything a driver has thrown: `AlreadyTaken` for a unique violation, the fault itself where
 * it is ours, and for all else `store_unavailable`.
 */
export function storeFailure(thrown: unknown): unknown {
  if (ours.some((kind) => thrown instanceof kind)) return thrown;
  const taken = takenColumns(thrown);
  if (taken !== undefined) return new AlreadyTaken(taken);
  if (isOurFault(thrown)) return thrown;
  return new PunchOutError('store_unavailable', describe(thrown), { cause: thrown });
}

/** Another process or connection holds the lock of the SQLite file. */
export function isLocked(thrown: unknown): boolean {
  const code = sqlitePrimaryCode(thrown);
  return code === sqlite.busy || code === sqlite.locked;
}

function takenColumns(thrown: unknown): string | undefined {
  if (thrown instanceof DatabaseError && thrown.code === postgresUnique) return postgresColumns(thrown);
  if (!isSqliteFailure(thrown)) return undefined;
  const unique = thrown.errcode === sqliteUnique || thrown.errcode === sqlitePrimaryKey;
  return unique ? sqliteColumns(thrown.message) : undefined;
}

/** `Key (system_license_id, customer_id)=(…) already exists.` */
function postgresColumns({ table, detail }: DatabaseError): string {
  return `${table}.${/^Key \((.+?)\)=/.exec(detail ?? '')?.[1] ?? '?'}`;
}

/** `UNIQUE constraint failed: customer_licenses.system_license_id, customer_licenses.customer_id` */
function sqliteColumns(message: string): string {
  const [first = '?', ...others] = message.replace(/^.*: /, '').split(', ');
  return [first, ...others.map((column) => column.replace(/^.*\./, ''))].join(', ');
}

function isOurFault(thrown: unknown): boolean {
  if (thrown instanceof DatabaseError) return postgresFaults.includes(thrown.code?.slice(0, 2) ?? '');
  const code = sqlitePrimaryCode(thrown);
  return code !== undefined && sqliteFaults.includes(code);
}

function sqlitePrimaryCode(thrown: unknown): number | undefined {
  return isSqliteFailure(thrown) ? thrown.errcode & 0xff : undefined;
}

function isSqliteFailure(thrown: unknown): thrown is SqliteFailure {
  return thrown instanceof Error && 'errcode' in thrown && typeof thrown.errcode === 'number';
}

/** Node reports a refused connection to several addresses without a message. */
function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.message || ('code' in thrown ? String(thrown.code) : thrown.name);
}
