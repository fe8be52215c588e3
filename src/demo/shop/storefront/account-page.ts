import { html } from '../../html.ts';
import type { ShopCustomer } from '../shop-customer.ts';
import { page } from './page.ts';
import type { PageView } from './page-view.ts';

export function accountPage(view: PageView, customer: ShopCustomer): string {
  const main = html`<div class="container narrow"><div class="panel">
  <p class="eyebrow">Your account</p>
  <h1>${customer.company || customer.lastName}</h1>
  <table class="specifications">
    <tr><th scope="row">Customer number</th><td>${customer.number}</td></tr>
    <tr><th scope="row">E-mail</th><td>${customer.email}</td></tr>
    <tr><th scope="row">Address</th><td>${customer.street}, ${customer.zipcode} ${customer.city}</td></tr>
    <tr><th scope="row">Prices</th><td>${customer.taxStatus === 'gross' ? 'with VAT' : 'without VAT'}</td></tr>
  </table>
  <a class="btn btn-secondary" href="${view.baseUrl}/account/logout">Log out</a>
</div></div>`;
  return page(view, { title: 'Your account', bodyClass: 'is-ctl-accountprofile is-act-index', main });
}

export function loginPage(view: PageView, redirectTo: string): string {
  const main = html`<div class="container narrow"><form class="panel login-form" action="/account/login" method="post">
  <h1>Sign in</h1>
  <input type="hidden" name="redirectTo" value="${redirectTo}">
  <label>E-mail address <input type="email" name="username" autocomplete="username" required></label>
  <label>Password <input type="password" name="password" autocomplete="current-password" required></label>
  <button class="btn btn-primary btn-lg" type="submit">Sign in</button>
</form></div>`;
  return page(view, { title: 'Sign in', bodyClass: 'is-ctl-auth is-act-loginpage', main });
}
