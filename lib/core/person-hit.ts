/** A person found by name, mail, organisation or ticket number. */
export interface PersonHit {
  userId: number;
  name: string;
  organization?: string;
  email?: string;
  /** As stored in Zammad. */
  phone?: string;
  mobile?: string;
  vip: boolean;
  image?: string;
  /** Found by this ticket, e.g. `#12345`. */
  ticket?: string;
}

/** A field of a person that a number can be put into. */
export interface NumberField {
  /** Name in Zammad's API. */
  id: string;
  /** Custom fields: what Zammad calls it. `phone`, `mobile` and `fax` have words of their own. */
  label?: string;
}
