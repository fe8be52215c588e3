const dateOnly = /^(\d{4})-?(\d{2})-?(\d{2})$/;
const compact = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;
const iso = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})([.,]\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i;
const epochSeconds = /^\d{9,11}$/;
const epochMilliseconds = /^\d{12,13}$/;

/**
 * A moment as buyers write it, in epoch milliseconds; undefined where it is none. No version of OCI lays a form down:
 * ISO 8601, `YYYYMMDD` with or without `hhmmss`, and seconds or milliseconds since 1970 are read. What names no time
 * zone is UTC.
 */
export function readMoment(text: string): number | undefined {
  if (epochSeconds.test(text)) return Number(text) * 1_000;
  if (epochMilliseconds.test(text)) return Number(text);
  const parts = dateOnly.exec(text) ?? compact.exec(text) ?? iso.exec(text);
  return parts ? momentOf(parts) : undefined;
}

function momentOf([, year, month, day, hour, minute, second, fraction, zone]: RegExpExecArray) {
  const date = `${year}-${month}-${day}`;
  const time = `${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}${fraction?.replace(',', '.') ?? ''}`;
  const moment = Date.parse(`${date}T${time}${withColon(zone?.toUpperCase() ?? 'Z')}`);
  return Number.isNaN(moment) || !isDay(date) ? undefined : moment;
}

function withColon(zone: string): string {
  return zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
}

/** Date.parse makes the third of March of the 31st of February. */
function isDay(date: string): boolean {
  const moment = Date.parse(date);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(date);
}
