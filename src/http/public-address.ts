import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** False for literal addresses that are not public, which never reach a `lookup`, and for ports no web server uses. */
export function isPublicOrigin({ hostname, port }: URL): boolean {
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isPublicAddress(literal)) return false;
  return port === '' || port === '80' || port === '443' || Number(port) >= 1024;
}

/**
 * A lookup that fails unless every address of the name is public: the connection goes to the very addresses that
 * were checked.
 */
export function lookupPublic(lookup: LookupFunction, refusal: (hostname: string) => Error): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found;
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(refusal(hostname), []);
      }
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}
