/** What buyers read in the shop, by the locale of Shopware's snippet files. */
export const snippets = {
  'en-GB': {
    punchgate: {
      transfer: 'Transfer cart',
      leave: 'Leave without a cart',
      noOrder:
        'You order in your procurement system. Press the button to send your cart there; nothing is ordered in the shop.',
      enter: 'Your visit begins',
      continue: 'Continue',
    },
  },
  'de-DE': {
    punchgate: {
      transfer: 'Warenkorb übertragen',
      leave: 'Ohne Warenkorb verlassen',
      noOrder:
        'Sie bestellen in Ihrem Beschaffungssystem. Mit dem Knopf geht Ihr Warenkorb dorthin; im Shop wird nichts bestellt.',
      enter: 'Ihr Besuch beginnt',
      continue: 'Weiter',
    },
  },
} as const;
