/** Folders of Shopware and of its themes and plugins that hold files alone; the shop's folder and a language may stand before them. */
const folders = /^(\/[^/]+){0,2}\/(theme|bundles|media|thumbnail|css|js|assets)\//;

const kinds =
  /\.(css|m?js|map|png|jpe?g|gif|webp|avif|svg|ico|bmp|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wav|pdf|zip|glb)$/i;

/** Whether what is asked for looks like a file that is the same for everybody. What comes may be a page all the same. */
export function isFileRequest({ method, path }: { method: string; path: string }): boolean {
  const isReading = method === 'GET' || method === 'HEAD';
  return isReading && (folders.test(path) || kinds.test(path));
}
