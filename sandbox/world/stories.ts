/** The sandbox's tickets. Ages in hours before the start; ids are relied on by tests. */
export interface Story {
  id: number;
  title: string;
  customer: number;
  group: number;
  owner?: number;
  state: 'new' | 'open' | 'pending reminder' | 'closed';
  hoursAgo: number;
  priority?: number;
  /** Hours from the start until it escalates. */
  escalatesInHours?: number;
  tags?: string[];
  articles: { by: 'customer' | 'agent'; type: 'email' | 'phone' | 'note'; body: string }[];
}

export const STORIES: Story[] = [
  {
    id: 1,
    title: 'Welcome to the sandbox helpdesk',
    customer: 2,
    group: 1,
    state: 'new',
    hoursAgo: 500,
    articles: [
      { by: 'customer', type: 'phone', body: 'Hello, this is the sandbox. Nothing here is real.' },
    ],
  },
  {
    id: 2,
    title: 'Hook does not lift',
    customer: 9,
    group: 1,
    owner: 4,
    state: 'open',
    hoursAgo: 30,
    escalatesInHours: 3,
    articles: [
      {
        by: 'customer',
        type: 'email',
        body: 'Good morning,\n\nsince yesterday the hook of crane 7 stops half way up. The display shows E-31. We cannot unload until this works again.\n\nIda Plus',
      },
      {
        by: 'agent',
        type: 'phone',
        body: 'Called Ms Plus. She switches the drive off and on at noon and sends a picture of the display.',
      },
    ],
  },
  {
    id: 3,
    title: 'Invoice question',
    customer: 9,
    group: 1,
    state: 'closed',
    hoursAgo: 400,
    articles: [{ by: 'customer', type: 'email', body: 'Why are there two items for travel?' }],
  },
  {
    id: 4,
    title: 'Login trouble',
    customer: 14,
    group: 1,
    owner: 4,
    state: 'new',
    hoursAgo: 5,
    articles: [
      { by: 'customer', type: 'email', body: 'The password reset mail does not arrive here.' },
    ],
  },
  {
    id: 5,
    title: 'Crane maintenance',
    customer: 16,
    group: 1,
    state: 'pending reminder',
    hoursAgo: 90,
    articles: [{ by: 'customer', type: 'phone', body: 'Yearly inspection is due in spring.' }],
  },
  {
    id: 6,
    title: 'Spare rope for crane 7',
    customer: 9,
    group: 2,
    owner: 5,
    state: 'pending reminder',
    hoursAgo: 150,
    articles: [
      { by: 'customer', type: 'email', body: 'Please offer 60 m of rope, 12 mm, galvanised.' },
    ],
  },
  {
    id: 7,
    title: 'Delivery to the new yard',
    customer: 19,
    group: 2,
    state: 'new',
    hoursAgo: 2,
    priority: 3,
    articles: [
      { by: 'customer', type: 'email', body: 'The new yard is open from Monday. Which gate?' },
    ],
  },
  {
    id: 8,
    title: 'Größere Rolle gesucht',
    customer: 10,
    group: 2,
    owner: 4,
    state: 'open',
    hoursAgo: 48,
    articles: [
      { by: 'customer', type: 'email', body: 'Gibt es die Rolle auch in größer? Grüße, J. Größe' },
    ],
  },
  {
    id: 9,
    title: 'Remote control pairing',
    customer: 11,
    group: 1,
    owner: 6,
    state: 'open',
    hoursAgo: 20,
    articles: [{ by: 'customer', type: 'phone', body: 'The remote is not recognised.' }],
  },
  {
    id: 10,
    title: 'Thank you for the quick help',
    customer: 21,
    group: 1,
    owner: 4,
    state: 'closed',
    hoursAgo: 220,
    articles: [{ by: 'customer', type: 'email', body: 'It works again. Many thanks!' }],
  },
  {
    id: 11,
    title: 'Dry dock: when can we come?',
    customer: 24,
    group: 2,
    owner: 5,
    state: 'open',
    hoursAgo: 130,
    tags: ['dock', 'waiting'],
    articles: [
      { by: 'agent', type: 'email', body: 'The dock is free from the 3rd. Which ship is it?' },
      { by: 'customer', type: 'email', body: 'MS Ida, 84 m. Please confirm, we must plan!' },
    ],
  },
  {
    id: 12,
    title: 'Crane driver cannot log in',
    customer: 23,
    group: 1,
    state: 'open',
    hoursAgo: 26,
    escalatesInHours: 0.4,
    tags: ['login'],
    articles: [
      {
        by: 'customer',
        type: 'email',
        body: 'Our driver needs access today. Please call him: 0151 / 23 45 67 89, he is on the crane.',
      },
    ],
  },
];

/** Texts to put into a note, with Zammad's variables. */
export const TEXT_MODULES: { name: string; keywords: string; content: string; active?: boolean }[] =
  [
    {
      name: 'Rückruf versprochen',
      keywords: 'callback rueckruf',
      content:
        '<div>Rückruf an #{ticket.customer.firstname} #{ticket.customer.lastname} unter #{ticket.customer.phone} versprochen.</div><div>#{user.firstname} #{user.lastname}</div>',
    },
    {
      name: 'Greeting',
      keywords: 'hello',
      content:
        'Hello #{ticket.customer.firstname},<br><br>thank you for your call about #{ticket.title} (#{config.ticket_hook}#{ticket.number}).<br>#{user.fullname}, #{ticket.group.name}',
    },
    {
      name: 'Remote support',
      keywords: 'teamviewer',
      content: 'Connected by remote support &amp; solved.',
    },
    { name: 'Old hours', keywords: '', content: 'We are here from 8 to 5.', active: false },
  ];
