import { type Html, html } from '../../http/html.ts';
import { appName } from '../app-secret.ts';

export interface ManifestFacts {
  /** Where the gateway answers this App, e.g. `https://punchout.shop.example/punchgate/app/main`. */
  address: string;
  /** Of the gateway: an App that was made by a newer one is an update. */
  version: string;
  /** Absent where the Shopware Account has given the App its secret. */
  secret: string | undefined;
}

const schema =
  'https://raw.githubusercontent.com/shopware/shopware/trunk/src/Core/Framework/App/Manifest/Schema/manifest-2.0.xsd';

const lifecycle = ['app.activated', 'app.deactivated', 'app.deleted'];

/**
 * manifest.xml: where the App's server is. It asks for no permission: the gateway calls the shop by the integration of the
 * configuration. `html` escapes as XML wants it.
 */
export function manifest({ address, version, secret }: ManifestFacts): Html {
  return html`<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="${schema}">
    <meta>
        <name>${appName}</name>
        <label>Punchgate: punchout for procurement systems</label>
        <label lang="de-DE">Punchgate: PunchOut f${'\u00fc'}r Beschaffungssysteme</label>
        <description>Buyers come in from their procurement system and bring the cart back there.</description>
        <description lang="de-DE">Eink${'\u00e4'}ufer kommen aus ihrem Beschaffungssystem und bringen den Warenkorb dorthin zur${'\u00fc'}ck.</description>
        <author>Punchgate</author>
        <copyright>(c) Punchgate</copyright>
        <version>${version}</version>
        <icon>Resources/config/plugin.png</icon>
        <license>proprietary</license>
    </meta>
    <setup>
        <registrationUrl>${address}/register</registrationUrl>
${secret !== undefined && html`        <secret>${secret}</secret>\n`}    </setup>
    <admin>
        <module name="overview" source="${address}/admin" parent="sw-order" position="90">
            <label>Punchgate</label>
            <label lang="de-DE">Punchgate</label>
        </module>
        <main-module source="${address}/admin"/>
    </admin>
    <webhooks>
${lifecycle.map((event) => html`        <webhook name="${event.replace('.', '-')}" url="${address}/webhook" event="${event}"/>\n`)}    </webhooks>
</manifest>
`;
}
