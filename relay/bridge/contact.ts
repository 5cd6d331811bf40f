/** A person as the app gets one. Fields of the public framework's `Contact`. Rules BR6 and BR7. */
import type { Phone } from '../../lib/core/phone.ts';
import { numbersIn } from '../../lib/core/number-list.ts';
import type { BridgeConfig } from '../config-bridge.ts';
import type { BridgePerson } from './bridge-person.ts';
import { type ApiNumber, apiNumber } from './number-forms.ts';
import type { NumberLabels } from './number-labels.ts';

export interface Contact {
  id: string;
  name: string | null;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  organization: string | null;
  contactUrl: string;
  avatarUrl: string | null;
  readonly: boolean;
  scope: 'SHARED';
  phoneNumbers: ApiNumber[];
}

/** Where a contact is shown: links and spellings depend on it. */
export interface View {
  linkBase: string;
  region: string;
}

export interface Contacts {
  contact(person: BridgePerson, view: View): Contact;
  /** The same as JSON text, made once for each person and view. */
  json(person: BridgePerson, view: View): string;
}

/** Views kept for each person; more clients than that write numbers alike. */
const MAX_VIEWS = 3;

export function createContacts(deps: {
  phone: Phone;
  labels: NumberLabels;
  profilePage: BridgeConfig['profilePage'];
}): Contacts {
  const { phone, labels } = deps;
  const texts = new WeakMap<BridgePerson, Map<string, string>>();
  const profile = deps.profilePage === 'legacy' ? '/#user/profile/' : '/desktop/users/';

  function contact(person: BridgePerson, { linkBase, region }: View): Contact {
    const { firstname = '', lastname = '', email = '', organization = '' } = person.fields;
    const phoneNumbers = labels.fields.flatMap((field) =>
      numbersIn(person.fields[field] ?? '', phone).map((text) =>
        apiNumber(text, labels.labelOf(field), region, phone),
      ),
    );
    return {
      id: String(person.id),
      name: `${firstname} ${lastname}`.trim() || null,
      firstName: firstname || null,
      lastName: lastname || null,
      email: email || null,
      organization: organization || null,
      contactUrl: `${linkBase}${profile}${person.id}`,
      avatarUrl:
        person.image === undefined ? null : `${linkBase}/api/v1/users/image/${person.image}`,
      readonly: person.staff,
      scope: 'SHARED',
      phoneNumbers,
    };
  }

  return {
    contact,
    json(person, view) {
      const views = texts.get(person) ?? new Map<string, string>();
      const key = `${view.region} ${view.linkBase}`;
      const known = views.get(key);
      if (known !== undefined) return known;
      const text = JSON.stringify(contact(person, view));
      if (views.size < MAX_VIEWS) texts.set(person, views.set(key, text));
      return text;
    },
  };
}
