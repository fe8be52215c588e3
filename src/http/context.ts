import type { ParameterizedContext } from 'koa';
import type { Logger } from 'pino';

/** What every handler of the service finds in `context.state`. */
export interface RequestState {
  /** Names this request in the log, in refusals, and to the buyer. */
  reference: string;
  readonly log: Logger;
  /** Whether anything of a level is told. */
  tells(level: 'debug' | 'info'): boolean;
  /** Name of what was served, for the log: a path may hold a key, a query a credential. */
  served: string;
}

export type Context = ParameterizedContext<RequestState>;
