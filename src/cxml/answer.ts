import type { Surroundings } from '../punchout/ports.ts';
import { type StatusCode, statusElement } from './status.ts';
import { writeDocument } from './write-document.ts';
import { element, type XmlElement } from './xml-element.ts';

/** What every document of ours carries at its root. */
export interface Origin {
  surroundings: Surroundings;
  /** Host name in our payloadIDs. */
  host: string;
}

/** Root attributes: the time with a numeric offset, never `Z` (guide 3.1.6.2); a payloadID unique for ever. */
export function rootAttributes({ surroundings, host }: Origin, language = 'en-US'): Record<string, string> {
  return {
    payloadID: `${surroundings.now()}.${surroundings.uuid()}@${host}`,
    timestamp: timestamp(surroundings.now()),
    'xml:lang': language,
  };
}

export function timestamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}+00:00`;
}

/** A `Response` document. There is a payload only where the Status is 200. */
export function writeAnswer(
  origin: Origin,
  status: { code: StatusCode; detail?: string },
  payload?: XmlElement,
): string {
  const response = element('Response', {}, statusElement(status.code, status.detail), payload);
  return writeDocument(element('cXML', rootAttributes(origin), response), { dtdVersion: '1.2.014' });
}
