/** Made-up people, fields and note choices, as the background would answer. */
import type { NoteOptions } from '../../lib/core/note-options.ts';
import type { NumberField, PersonHit } from '../../lib/core/person-hit.ts';

export const HITS: PersonHit[] = [
  {
    userId: 31,
    name: 'Ida Plus',
    organization: 'Kranbau Nord GmbH',
    email: 'ida@kranbau.example',
    phone: '030 / 60 98 54-180',
    vip: true,
  },
  { userId: 32, name: 'Ida Plüsch', email: 'ida.pluesch@example.org', vip: false },
  {
    userId: 33,
    name: 'Friederike Idasdóttir-Sonnenschein',
    organization: 'Schiffshebewerk Niederfinow Betriebsgesellschaft mbH',
    email: 'f@hebewerk.example',
    vip: false,
    ticket: '#39002',
  },
];

export const FIELDS: NumberField[] = [
  { id: 'phone' },
  { id: 'mobile' },
  { id: 'telefon_werk', label: 'Werkstelefon' },
];

export const OPTIONS: NoteOptions = {
  groups: [
    { id: 1, name: 'Users' },
    { id: 2, name: 'Support' },
  ],
  priorities: [
    { id: 1, name: '1 low', preset: false },
    { id: 2, name: '2 normal', preset: true },
  ],
  owners: [
    { id: 3, name: 'Anna Adler' },
    { id: 4, name: 'Ben Brückner' },
  ],
  timeAccounting: true,
  minutes: 4,
  title: 'Call from Ida Plus (Support)',
  outcomes: ['Order', 'Complaint', 'Question answered'],
  templates: [{ name: 'Complaint', text: 'What: \nSince when: \nWhat we promised: ' }],
};

export const MODULES = [
  { id: 1, name: 'Greeting', text: 'Hello Ida Plus,' },
  {
    id: 2,
    name: 'Technician comes',
    text: 'Our technician comes on the agreed day between 8 and 12.',
  },
];
