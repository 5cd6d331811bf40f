/** What the sync needs of a telephone system that keeps contacts. One file per vendor makes one. */
import type { ContactFields } from '../../lib/core/contact-merge.ts';

/** Fields that contacts have here, whatever the vendor calls them. Numbers are `+` and E.164. */
export type ContactField =
  'name' | 'firstname' | 'lastname' | 'organization' | 'email' | 'phone' | 'mobile' | 'fax';

export const NUMBER_FIELDS: readonly ContactField[] = ['phone', 'mobile', 'fax'];

export interface RemoteContact {
  id: string;
  /** Every number it has, as stored there. */
  numbers: string[];
  /** Epoch ms of its last change, where the vendor tells. */
  updatedAt?: number | undefined;
  /** Epoch ms of its making, where the vendor tells. */
  createdAt?: number | undefined;
  /** As the vendor sent it; only its own target looks into it. */
  raw: unknown;
}

export interface ContactTarget {
  /** What the vendor keeps of a contact. `name`, or `firstname` and `lastname`. */
  readonly fields: readonly ContactField[];
  /** The vendor takes our id for a new contact: making it again changes nothing. */
  readonly newId?: (() => string) | undefined;
  /**
   * Every shared contact, each once.
   * @throws TargetError `incomplete` when the pages do not make up one whole list
   */
  list(signal: AbortSignal): Promise<RemoteContact[]>;
  /** @param hints values that may be expected in it: they tell apart numbers whose kind the vendor lost */
  read(contact: RemoteContact, hints: readonly ContactFields[]): ContactFields;
  /**
   * @param id one of `newId`, when the target has that
   * @returns its id, and the contact as it was stored, where the vendor answers that
   */
  create(
    fields: ContactFields,
    id: string | undefined,
    signal: AbortSignal,
  ): Promise<{ id: string; contact?: RemoteContact }>;
  /**
   * Changes these fields (`''` empties one) and keeps everything else of the contact.
   * @param was its fields as `read` gave them
   * @returns the contact as it is now, where the vendor answers that
   */
  change(
    contact: RemoteContact,
    was: ContactFields,
    changes: ContactFields,
    signal: AbortSignal,
  ): Promise<RemoteContact | undefined>;
  /** Gone already is fine. */
  remove(id: string, signal: AbortSignal): Promise<void>;
  /** One contact as it is now, where the vendor has a request for that. */
  find?: ((id: string, signal: AbortSignal) => Promise<RemoteContact | undefined>) | undefined;
}

export const TARGET_CODES = [
  'unreachable',
  'slow',
  'rate',
  'unauthorised',
  'forbidden',
  'not-found',
  'refused',
  'broken',
  'incomplete',
] as const;
export type TargetCode = (typeof TARGET_CODES)[number];

/** A failed request to the telephone system. The message names no person and no secret. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
  readonly code: TargetCode;
  readonly status: number | undefined;
  constructor(code: TargetCode, about: { status?: number; cause?: unknown } = {}) {
    super(about.status === undefined ? code : `${code} (${about.status})`, { cause: about.cause });
    this.code = code;
    this.status = about.status;
  }

  /** It may have been done nevertheless: look before repeating it. */
  get mayHaveHappened(): boolean {
    return this.code === 'unreachable' || this.code === 'slow' || this.code === 'broken';
  }
}
