import { logCall } from '../ingress/call-log.ts';
import { crowd, CUSTOMERS, STAFF } from './people.ts';
import {
  articleRecord,
  groupRecord,
  organizationRecord,
  textModuleRecord,
  ticketRecord,
  userRecord,
} from './records.ts';
import { STORIES, type Story, TEXT_MODULES } from './stories.ts';
import { giveTags } from './tags.ts';
import type { World } from './world.ts';

const HOUR_MS = 3_600_000;

/** Access tokens of the sandbox: name, owner, permissions. Fixed, public, worthless elsewhere. */
export const TOKENS: [token: string, userId: number, permissions: string[]][] = [
  ['sandbox-agent1', 4, ['ticket.agent', 'cti.agent']],
  ['sandbox-agent2', 5, ['ticket.agent', 'cti.agent']],
  ['sandbox-agent3', 6, ['ticket.agent', 'cti.agent']],
  ['sandbox-agent4', 7, ['ticket.agent', 'cti.agent']],
  ['sandbox-agent5', 8, ['ticket.agent', 'cti.agent']],
  ['sandbox-ticket-only', 4, ['ticket.agent']],
  ['sandbox-cti-only', 4, ['cti.agent']],
  ['sandbox-language-only', 4, ['user_preferences.language']],
  ['sandbox-token-manager', 4, ['ticket.agent', 'cti.agent', 'user_preferences.access_token']],
  ['sandbox-admin', 3, ['admin', 'ticket.agent', 'cti.agent', 'user_preferences.access_token']],
  ['sandbox-admin-agent', 3, ['ticket.agent', 'cti.agent']],
];

/** Fills an empty world with people, tickets, tokens and one old call. */
export function seed(world: World, { crowdSize = 0 }: { crowdSize?: number } = {}): void {
  const start = world.nowMs();
  const at = (hoursAgo: number) => new Date(start - hoursAgo * HOUR_MS).toISOString();

  for (const [id, name] of [
    [1, 'Sandbox Foundation'],
    [2, 'Kranbau Nord GmbH'],
    [3, 'Hafenlogistik Wichtig & Söhne'],
    [4, 'Werft Süd GmbH'],
  ] as const) {
    world.organizations.set(id, organizationRecord(world.flavour, id, name, at(1000)));
  }
  for (const input of [...STAFF, ...CUSTOMERS, ...crowd(crowdSize)]) {
    const user = userRecord(world.flavour, input, at(600), 1);
    world.users.set(user.id, user);
    world.indexUser(user);
    world.nextId('user', user.id - 1);
    if (user.organization_id !== null) {
      world.organizations.get(user.organization_id)?.member_ids.push(user.id);
    }
  }
  const staff = [...world.users.values()].filter((user) => user.role_ids.includes(2));
  const members = (groupId: string) =>
    staff.filter((user) => user.group_ids[groupId]).map((user) => user.id);
  for (const group of [
    { id: 1, name: 'Users', user_ids: members('1'), note: 'Standard group of the sandbox.' },
    { id: 2, name: 'Support', user_ids: members('2'), note: null },
  ]) {
    world.groups.set(group.id, groupRecord(world.flavour, group, at(1000)));
  }
  for (const story of STORIES) addStory(world, story, at);
  TEXT_MODULES.forEach((input, index) =>
    world.textModules.push(textModuleRecord({ id: index + 1, ...input }, at(900))),
  );
  for (const [token, user_id, permissions] of TOKENS) {
    world.tokens.push({
      id: world.nextId('token'),
      user_id,
      token,
      name: token,
      permissions,
      last_used_at: null,
      created_at: at(100),
    });
  }
  addOldCall(world);
}

function addStory(world: World, story: Story, at: (hoursAgo: number) => string): void {
  const customer = world.users.get(story.customer);
  const state = world.states.find((candidate) => candidate.name === story.state);
  if (!customer || !state) throw new Error(`ticket ${story.id} of the sandbox is not possible`);
  const born = at(story.hoursAgo);
  const ticket = ticketRecord(
    world.flavour,
    {
      id: story.id,
      number: world.ticketNumber(story.id),
      title: story.title,
      group_id: story.group,
      customer_id: customer.id,
      organization_id: customer.organization_id,
      state_id: state.id,
      owner_id: story.owner ?? 1,
      priority_id: story.priority ?? 2,
      escalation_at: story.escalatesInHours === undefined ? null : at(-story.escalatesInHours),
      pending_time: story.state === 'pending reminder' ? at(-72) : null,
      close_at: story.state === 'closed' ? at(story.hoursAgo - 20) : null,
    },
    born,
    1,
  );
  world.tickets.set(ticket.id, ticket);
  world.nextId('ticket', ticket.id - 1);
  giveTags(world, ticket.id, story.tags ?? []);
  story.articles.forEach((entry, index) => {
    const when = at(Math.max(story.hoursAgo - index * 2, 0.5));
    const byCustomer = entry.by === 'customer';
    const author = byCustomer ? customer : world.users.get(story.owner ?? 3);
    const id = world.nextId('article');
    world.articles.set(
      id,
      articleRecord(
        world.flavour,
        {
          id,
          ticket_id: ticket.id,
          type_id: { email: 1, phone: 5, note: 10 }[entry.type],
          sender_id: byCustomer ? 2 : 1,
          from: author ? `${author.firstname} ${author.lastname}` : null,
          body: entry.body,
          internal: false,
          origin_by_id: byCustomer ? customer.id : null,
        },
        when,
        author?.id ?? 1,
      ),
    );
    ticket.article_count = index + 1;
    ticket['create_article_type_id'] ??= { email: 1, phone: 5, note: 10 }[entry.type];
    ticket['create_article_sender_id'] ??= byCustomer ? 2 : 1;
    ticket['last_contact_at'] = when;
    ticket[byCustomer ? 'last_contact_customer_at' : 'last_contact_agent_at'] = when;
    ticket.updated_at = when;
  });
}

function addOldCall(world: World): void {
  const params = {
    direction: 'in',
    callId: 'sandbox-old-call',
    from: '494213334440',
    to: '4930600000000',
  };
  for (const more of [
    { event: 'newCall' },
    { event: 'answer', user: 'Alice Agent' },
    { event: 'hangup', cause: 'normalClearing' },
  ]) {
    logCall(world, { ...params, ...more });
  }
}
