const iso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const epochMilliseconds = /^\d{1,15}$/;

/**
 * Epoch milliseconds or an ISO 8601 date in a pattern of YYYY, YY, MM, DD, HH, mm and ss, in UTC; `''` where it is no
 * date. A time without a zone is in UTC.
 */
export function formattedDate(value: string, pattern: string): string {
  const at = instantOf(value);
  if (at === undefined) return '';
  const [date = '', time = ''] = at.toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  const [hour = '', minute = '', second = ''] = time.split(/[:.]/);
  const parts: Record<string, string> = { YYYY: year, MM: month, DD: day, HH: hour, mm: minute, ss: second };
  return pattern.replaceAll(/YYYY|YY|MM|DD|HH|mm|ss/g, (part) => parts[part] ?? year.slice(-2));
}

function instantOf(value: string): Date | undefined {
  if (epochMilliseconds.test(value)) return validDate(new Date(Number(value)));
  if (!iso.test(value)) return undefined;
  const zoned = /Z$|[+-]\d{2}:?\d{2}$/.test(value.slice(10)) || value.length === 10 ? value : `${value}Z`;
  return validDate(new Date(zoned.replace(' ', 'T')));
}

/** Years of four digits only. */
function validDate(date: Date): Date | undefined {
  return Number.isNaN(date.getTime()) || !/^\d{4}-/.test(date.toISOString()) ? undefined : date;
}
