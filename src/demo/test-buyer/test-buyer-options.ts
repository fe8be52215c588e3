interface OciBuyer {
  systemName: string;
  user: string;
  password: string;
}

export interface CxmlCredential {
  domain: string;
  identity: string;
}

interface CxmlBuyer {
  systemName: string;
  from: CxmlCredential;
  to: CxmlCredential;
  sender: CxmlCredential;
  sharedSecret: string;
  userEmail: string;
}

export interface TestBuyerOptions {
  /** 0: a free one. */
  port: number;
  host: string;
  /** Where the gateway is reached, by the browser as by this server. */
  gatewayUrl: string;
  oci: OciBuyer;
  cxml: CxmlBuyer;
}
