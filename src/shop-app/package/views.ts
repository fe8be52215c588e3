import { appName } from '../app-secret.ts';
import { leavePath, returnPath } from '../leave.ts';

/** The permission that switch-customer gives when a buyer comes in by punchout, and nobody else has. */
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

/** In a punchout the block shows `content`, and otherwise what the shop has there. */
function replaced(block: string, content: string): string {
  return `{% block ${block} %}
    {% if ${isPunchout} %}
        ${content}
    {% else %}
        {{ parent() }}
    {% endif %}
{% endblock %}
`;
}

function buttonsWith(hasCart: string): string {
  return `{% sw_include '${buttons}' with { hasCart: ${hasCart} } %}`;
}

/** Cart page: the buttons stand where the shop has "go to checkout"; an empty cart may still be left. */
export const cartView = `{% sw_extends '@Storefront/storefront/page/checkout/cart/index.html.twig' %}

{% block page_checkout_container %}
    {{ parent() }}
    {% if ${isPunchout} and page.cart.lineItems.count is same as(0) %}
        ${buttonsWith('false')}
    {% endif %}
{% endblock %}

${replaced('page_checkout_aside_actions', buttonsWith('true'))}`;

/** The cart that slides in from the side. */
export const offcanvasView = `{% sw_extends '@Storefront/storefront/component/checkout/offcanvas-cart.html.twig' %}

${replaced('component_offcanvas_cart_actions', buttonsWith('page.cart.lineItems|length > 0'))}`;

const noOrder = `<h1 class="confirm-main-header">{{ "punchgate.transfer"|trans|sw_sanitize }}</h1>
        <p>{{ "punchgate.noOrder"|trans|sw_sanitize }}</p>`;

/** The last page before an order: nothing is ordered in the shop. */
export const confirmView = `{% sw_extends '@Storefront/storefront/page/checkout/confirm/index.html.twig' %}

${replaced('page_checkout_main_content', noOrder)}
{% block page_checkout_additional %}
    {% if not ${isPunchout} %}
        {{ parent() }}
    {% endif %}
{% endblock %}

${replaced('page_checkout_aside_actions', buttonsWith('true'))}`;
