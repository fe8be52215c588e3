/** The storefront's script: steps of the quantity boxes, and the cart in the header of cached pages. */
export const storefrontScript = `(() => {
  document.documentElement.classList.add('has-script');

  for (const box of document.querySelectorAll('[data-quantity]')) {
    const input = box.querySelector('input');
    box.addEventListener('click', (event) => {
      const step = event.target.closest('[data-step]')?.dataset.step;
      if (!step) return;
      if (step === '1') input.stepUp(); else input.stepDown();
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
  }

  for (const form of document.querySelectorAll('[data-submit-on-change]')) {
    let timer;
    form.addEventListener('change', () => {
      clearTimeout(timer);
      timer = setTimeout(() => form.requestSubmit(), 400);
    });
  }

  const cart = document.querySelector('[data-cart-widget]');
  if (cart && !document.body.classList.contains('is-act-cartpage')) {
    fetch(cart.dataset.cartWidget)
      .then((response) => (response.status === 200 ? response.text() : ''))
      .then((badge) => { if (badge) cart.innerHTML = badge; })
      .catch(() => {});
  }
})();
`;
