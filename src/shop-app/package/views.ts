import { appName } from '../app-secret.ts';
import { leavePath, returnPath } from '../leave.ts';

/** The permission that switch-customer has given to sessions of ours, and to no others. */
const isPunchout = "context.hasPermission('punchoutNoop')";
const buttons = `@${appName}/storefront/punchgate/buttons.html.twig`;

/** The two buttons of a punchout. The token says which session it is; the gateway reads the cart itself. */
export function buttonsView(gateway: string): string {
  return `<div class="checkout-aside-action punchgate-buttons">
    {% if hasCart %}
        <form action="${gateway}${returnPath}" method="post">
            <input type="hidden" name="token" value="{{ context.token }}">
            <div class="d-grid">
                <button class="btn btn-primary btn-lg punchgate-transfer" type="submit">{{ "punchgate.transfer"|trans|sw_sanitize }}</button>
            </div>
        </form>
    {% endif %}
    <form action="${gateway}${leavePath}" method="post">
        <input type="hidden" name="token" value="{{ context.token }}">
        <div class="d-grid">
            <button class="btn btn-link punchgate-leave" type="submit">{{ "punchgate.leave"|trans|sw_sanitize }}</button>
        </div>
    </form>
</div>
`;
}

/** Cart page: the buttons stand where the shop has "go to checkout"; an empty cart may still be left. */
export const cartView = `{% sw_extends '@Storefront/storefront/page/checkout/cart/index.html.twig' %}

{% block page_checkout_container %}
    {{ parent() }}
    {% if ${isPunchout} and page.cart.lineItems.count is same as(0) %}
        {% sw_include '${buttons}' with { hasCart: false } %}
    {% endif %}
{% endblock %}

{% block page_checkout_aside_actions %}
    {% if ${isPunchout} %}
        {% sw_include '${buttons}' with { hasCart: true } %}
    {% else %}
        {{ parent() }}
    {% endif %}
{% endblock %}
`;

/** The cart that slides in from the side. */
export const offcanvasView = `{% sw_extends '@Storefront/storefront/component/checkout/offcanvas-cart.html.twig' %}

{% block component_offcanvas_cart_actions %}
    {% if ${isPunchout} %}
        {% sw_include '${buttons}' with { hasCart: page.cart.lineItems|length > 0 } %}
    {% else %}
        {{ parent() }}
    {% endif %}
{% endblock %}
`;

/** The last page before an order: nothing is ordered in the shop. */
export const confirmView = `{% sw_extends '@Storefront/storefront/page/checkout/confirm/index.html.twig' %}

{% block page_checkout_main_content %}
    {% if ${isPunchout} %}
        <h1 class="confirm-main-header">{{ "punchgate.transfer"|trans|sw_sanitize }}</h1>
        <p>{{ "punchgate.noOrder"|trans|sw_sanitize }}</p>
    {% else %}
        {{ parent() }}
    {% endif %}
{% endblock %}

{% block page_checkout_additional %}
    {% if not ${isPunchout} %}
        {{ parent() }}
    {% endif %}
{% endblock %}

{% block page_checkout_aside_actions %}
    {% if ${isPunchout} %}
        {% sw_include '${buttons}' with { hasCart: true } %}
    {% else %}
        {{ parent() }}
    {% endif %}
{% endblock %}
`;
