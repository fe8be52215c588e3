import { PunchOutError } from './punchout-error.ts';

/** What the shop has to say about the goods of a cart. */
export interface CartFault {
  /** The shop's own code for it. */
  code: string;
  /** The shop's own words, for the buyer. */
  text: string;
  /** `corrected`: the shop has changed the cart by itself. `blocks`: it would not take an order for it. */
  effect: 'corrected' | 'blocks';
}

/** A cart that the shop would not take an order for. The buyer may read what the shop says. */
export class CartBlocked extends PunchOutError {
  readonly #faults: readonly CartFault[];

  constructor(faults: readonly CartFault[]) {
    super('cart_blocked', `the shop says ${[...new Set(faults.map(({ code }) => code))].join(', ')}`);
    this.#faults = faults;
  }

  override get buyerText(): string {
    return [super.buyerText, ...this.#faults.map(({ text }) => text)].filter(Boolean).join(' ');
  }
}
