import type { Storefront } from './storefronts.ts';

/** A shop that cannot be connected as it was asked for; the message says what to do. */
export class SetupRefusal extends Error {
  override readonly name = 'SetupRefusal';
  /** What there is to choose from. */
  readonly storefronts: readonly Storefront[];

  constructor(message: string, storefronts: readonly Storefront[] = []) {
    super(message);
    this.storefronts = storefronts;
  }
}
