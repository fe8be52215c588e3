/** What is kept of the Apps that make shops known to us, by the shop's name in the configuration. */
export interface ShopAppStore {
  /** Sealed secret of the App. */
  secretOf(shop: string): Promise<string | undefined>;
  /** Takes the place of the secret before. */
  keepSecret(shop: string, sealed: string, at: number): Promise<void>;
  /** Sealed registration of an installation of the shop, by the id that it gives itself. */
  registration(shop: string, shopId: string): Promise<string | undefined>;
  keepRegistration(shop: string, registration: { shopId: string; sealed: string; at: number }): Promise<void>;
  dropRegistration(shop: string, shopId: string): Promise<void>;
  dropRegistrations(shop: string): Promise<void>;
  /** False where the event was kept before. */
  keepEvent(shop: string, eventId: string, at: number): Promise<boolean>;
}
