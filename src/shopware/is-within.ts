/** Whether a domain of a sales channel holds an address; neither has a slash at its end. */
export function isWithin(address: string, domain: string): boolean {
  return address === domain || address.startsWith(`${domain}/`);
}
