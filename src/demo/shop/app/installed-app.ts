import { z } from 'zod';
import { parseXml } from '../../test-buyer/parse-xml.ts';

/** An App as the shop has read it: what the stand-in needs of its manifest and its templates. */
export interface AppPackage {
  name: string;
  registrationUrl: string;
  secret: string;
  webhooks: { event: string; url: string }[];
  moduleUrl: string;
  /** Where the forms of its templates post to. */
  actions: { enter: string; transfer: string; leave: string };
}

/** What the handshake has given. */
export interface InstalledApp extends AppPackage {
  shopId: string;
  /** Signs all that the shop says to the App's server. */
  shopSecret: string;
}

const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.array(schema), schema.transform((one) => [one])]);

const manifestSchema = z.looseObject({
  manifest: z.looseObject({
    meta: z.looseObject({ name: z.string() }),
    setup: z.looseObject({ registrationUrl: z.url(), secret: z.string() }),
    admin: z.looseObject({ module: z.looseObject({ '@source': z.url() }) }),
    webhooks: z.looseObject({
      webhook: listOf(z.looseObject({ '@event': z.string(), '@url': z.url() })),
    }),
  }),
});

/** Throws where the files are not an App with a secret. */
export function readPackage(files: ReadonlyMap<string, Uint8Array>): AppPackage {
  const { meta, setup, admin, webhooks } = manifestSchema.parse(
    parseXml(textOf(files, 'manifest.xml')),
  ).manifest;
  const views = 'Resources/views/storefront/punchgate';
  const [enter] = actionsIn(textOf(files, `${views}/enter.html.twig`));
  const [transfer, leave] = actionsIn(textOf(files, `${views}/buttons.html.twig`));
  if (!enter || !transfer || !leave) throw new Error('a form of the App posts nowhere');
  return {
    name: meta.name,
    registrationUrl: setup.registrationUrl,
    secret: setup.secret,
    moduleUrl: admin.module['@source'],
    webhooks: webhooks.webhook.map((hook) => ({ event: hook['@event'], url: hook['@url'] })),
    actions: { enter, transfer, leave },
  };
}

function textOf(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  const bytes = files.get(path);
  if (!bytes) throw new Error(`the App has no ${path}`);
  return Buffer.from(bytes).toString('utf8');
}

function actionsIn(template: string): string[] {
  return [...template.matchAll(/<form[^>]* action="([^"]+)"/g)].map((match) => match[1] ?? '');
}
