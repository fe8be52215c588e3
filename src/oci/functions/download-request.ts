import { PunchOutError } from '../../punchout/punchout-error.ts';
import { parameter } from '../login-request.ts';
import type { OciCall } from '../start-request.ts';
import { readMoment } from './moment.ts';

export interface DownloadRequest {
  /** Articles on a page. */
  size: number;
  /** From 1. */
  page: number;
  /** Epoch milliseconds; undefined for all articles. */
  updatedSince: number | undefined;
  /** As it came; undefined on the first call. */
  transactionId: string | undefined;
}

const defaultSize = 50;

/**
 * The parameters of a DOWNLOADJSON. A page is no larger than the System allows: the answer says how many there are.
 * @throws PunchOutError `parameter_missing` where one of them cannot be read
 */
export function readDownloadRequest(call: OciCall): DownloadRequest {
  const size = count(call, 'PAGESIZE') ?? defaultSize;
  return {
    size: Math.min(size, call.stored.system.pageSize),
    page: count(call, 'REQUESTEDPAGE') ?? 1,
    updatedSince: lastUpdated(call),
    transactionId: parameter(call.request, 'TRANSACTIONID'),
  };
}

function count({ request }: OciCall, name: string): number | undefined {
  const text = parameter(request, name)?.trim();
  if (!text) return undefined;
  if (/^0*[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new PunchOutError('parameter_missing', `${name} ${text.slice(0, 40)} is no number above zero`);
}

function lastUpdated({ request }: OciCall): number | undefined {
  const text = parameter(request, 'LASTUPDATED')?.trim();
  if (!text) return undefined;
  const moment = readMoment(text);
  if (moment === undefined)
    throw new PunchOutError('parameter_missing', `LASTUPDATED ${text.slice(0, 40)} is no date`);
  return moment;
}
