import type Router from '@koa/router';
import { LRUCache } from 'lru-cache';
import type { RequestState } from './context.ts';

export type Routers = readonly Router<RequestState>[];

const longestPath = 200;

/** Whether one of the routers has something at a path. Its answers are kept: most paths are asked for again and again. */
export function ownPaths(routers: Routers): (path: string) => boolean {
  const known = new LRUCache<string, boolean>({ max: 2_000 });
  return (path) => {
    const isOwn = known.get(path) ?? routers.some((router) => router.match(path, 'GET').path.length > 0);
    if (path.length <= longestPath) known.set(path, isOwn);
    return isOwn;
  };
}
