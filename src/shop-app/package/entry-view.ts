import { appName } from '../app-secret.ts';

/**
 * The page behind /storefront/script/punchgate-enter. With a ticket it posts that and the token of the session to the
 * gateway, after a logout where it is told so; with a page it leads there. It works without scripts.
 */
export function entryView(gateway: string): string {
  return `<!doctype html>
<html lang="{{ app.request.locale|slice(0, 2) }}">
<head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>{{ "punchgate.enter"|trans|striptags }}</title>
{% if entryPage %}
    <meta http-equiv="refresh" content="0; url={{ entryPage }}">
{% endif %}
</head>
<body>
{% if entryPage %}
    <p><a href="{{ entryPage }}">{{ "punchgate.continue"|trans|sw_sanitize }}</a></p>
{% elseif entryLogout %}
    {% set next = path('frontend.script_endpoint', { hook: 'punchgate-enter', ticket: entryTicket }) %}
    <p><a id="punchgate-next" href="{{ next }}">{{ "punchgate.continue"|trans|sw_sanitize }}</a></p>
    <noscript><img src="{{ path('frontend.account.logout.page') }}" alt=""></noscript>
    <script>
        var logout = new Image();
        logout.onload = logout.onerror = function () { location.replace(document.getElementById('punchgate-next').href); };
        logout.src = "{{ path('frontend.account.logout.page')|escape('js') }}";
    </script>
{% else %}
    <form id="punchgate-enter" action="${gateway}/punchgate/app/enter" method="post">
        <input type="hidden" name="ticket" value="{{ entryTicket }}">
        <input type="hidden" name="token" value="{{ context.token }}">
        <button type="submit">{{ "punchgate.continue"|trans|sw_sanitize }}</button>
    </form>
    <script>document.getElementById('punchgate-enter').submit();</script>
{% endif %}
</body>
</html>
`;
}

/** Browsers take tabs and line breaks out of an address and read a backslash as a slash: `/<tab>/host` is another host. */
const ownPath = '@^/(?!/)[!-Z^-~]*$@';

/** No cache may keep the page: it shows the token of one session. A page of another host is led to by nobody. */
export const entryScript = `{% set target = hook.query.page|default('') %}
{% if target is iterable or not (target matches '${ownPath}') %}
    {% set target = '' %}
{% endif %}
{% set response = services.response.render('@${appName}/storefront/punchgate/enter.html.twig', {
    'page': hook.page,
    'entryPage': target,
    'entryTicket': hook.query.ticket|default(''),
    'entryLogout': hook.query.logout|default('') == '1'
}) %}
{% do response.cache.disable() %}
{% do hook.setResponse(response) %}
`;
