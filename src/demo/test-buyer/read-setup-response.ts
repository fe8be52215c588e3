import { z } from 'zod';
import { parseXml } from './parse-xml.ts';

const startPageSchema = z.looseObject({
  StartPage: z.looseObject({ URL: z.string().transform((url) => url.trim()) }),
});

const responseSchema = z.looseObject({
  cXML: z.looseObject({
    Response: z.looseObject({
      Status: z.looseObject({
        '@code': z.string(),
        '@text': z.string().default(''),
        '#text': z.string().default(''),
      }),
      PunchOutSetupResponse: startPageSchema.optional(),
    }),
  }),
});

export interface SetupResponse {
  /** Empty: the answer is no cXML response. */
  code: string;
  text: string;
  startPage: string | undefined;
}

export function readSetupResponse(xml: string): SetupResponse {
  const parsed = responseSchema.safeParse(parsedOrNothing(xml));
  if (!parsed.success) return { code: '', text: 'The answer is no cXML response.', startPage: undefined };
  const { Status, PunchOutSetupResponse } = parsed.data.cXML.Response;
  const text = [Status['@text'], Status['#text'].trim()].filter(Boolean).join(': ');
  return { code: Status['@code'], text, startPage: PunchOutSetupResponse?.StartPage.URL };
}

function parsedOrNothing(xml: string): unknown {
  try {
    return parseXml(xml);
  } catch {
    return undefined;
  }
}
