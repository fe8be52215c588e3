/** How an element of a request is judged. */
export interface RequestRule {
  /** Children in the order of the DTD. */
  children: readonly string[];
  /** Without these Punchgate refuses the request. */
  needed?: readonly string[];
  /** The DTD demands these, Punchgate does without. */
  expected?: readonly string[];
  neededAttributes?: readonly string[];
  expectedAttributes?: readonly string[];
}

/**
 * What buyers send, in the order of the DTD; what is not named here is not looked into. Only the linter reads it: the
 * reader takes more than the DTD allows. cXML 1.2, 3.1 and 5.3.
 */
export const requestTable: Readonly<Record<string, RequestRule>> = {
  cXML: {
    children: ['Header', 'Request'],
    needed: ['Header', 'Request'],
    expectedAttributes: ['payloadID', 'timestamp'],
  },
  Header: { children: ['From', 'To', 'Sender'], needed: ['From', 'To', 'Sender'] },
  From: { children: ['Credential'], needed: ['Credential'] },
  To: { children: ['Credential'], needed: ['Credential'] },
  Sender: { children: ['Credential', 'UserAgent'], needed: ['Credential'], expected: ['UserAgent'] },
  Credential: {
    children: ['Identity', 'SharedSecret', 'DigitalSignature', 'CredentialMac'],
    needed: ['Identity'],
    neededAttributes: ['domain'],
  },
  Request: { children: ['Status', 'ProfileRequest', 'PunchOutSetupRequest'] },
  ProfileRequest: { children: [] },
  PunchOutSetupRequest: {
    children: [
      'BuyerCookie',
      'Extrinsic',
      'BrowserFormPost',
      'Contact',
      'SupplierSetup',
      'ShipTo',
      'SelectedItem',
      'ItemOut',
    ],
    needed: ['BuyerCookie', 'BrowserFormPost'],
    expectedAttributes: ['operation'],
  },
  BrowserFormPost: { children: ['URL'], needed: ['URL'] },
  Extrinsic: { children: [], expectedAttributes: ['name'] },
};

/** Elements that stand once; of a second one Punchgate takes no notice. */
export const singleElements: readonly string[] = [
  'Header',
  'Request',
  'From',
  'To',
  'Sender',
  'UserAgent',
  'Identity',
  'SharedSecret',
  'BuyerCookie',
  'BrowserFormPost',
  'URL',
  'SupplierSetup',
  'ShipTo',
  'SelectedItem',
];
