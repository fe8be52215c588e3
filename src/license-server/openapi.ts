import { z } from 'zod';
import { endpoints, problemSchema } from '../license/license-server-api.ts';

type Endpoint = (typeof endpoints)[keyof typeof endpoints];

/** The OpenAPI 3.1 document of the license server, made from the schemas that it reads and answers with. */
export function openApiDocument(version: string): object {
  const paths: Record<string, object> = {};
  for (const [name, endpoint] of Object.entries(endpoints)) {
    paths[endpoint.path] = { [endpoint.method.toLowerCase()]: operation(name, endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Punchgate license server',
      version,
      description: 'Gateways fetch signed license documents here; the shop of the vendor sends its events.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema) },
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A license key, PGS-… or PGC-…' },
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'webhook-signature',
          description: 'Standard Webhooks: with webhook-id and webhook-timestamp, over id.timestamp.body',
        },
      },
    },
  };
}

function operation(operationId: string, endpoint: Endpoint): object {
  const { summary, authentication, response } = endpoint;
  return {
    operationId,
    summary,
    security: authentication === 'none' ? [] : [{ [authentication]: [] }],
    ...('request' in endpoint ? { requestBody: { required: true, content: json(endpoint.request) } } : {}),
    responses: {
      200: { description: 'Done', content: json(response) },
      default: {
        description: 'A refusal; `code` says which',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function json(schema: z.ZodType): object {
  return { 'application/json': { schema: jsonSchema(schema) } };
}

/** As it stands on the wire: OpenAPI 3.1 takes JSON Schema 2020-12 as it is. */
function jsonSchema(schema: z.ZodType): object {
  const { $schema: _, ...document } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' });
  return document;
}
