/** Fields whose value is compared wherever a recorded single record or error has them. */
const NAMED = [
  'error',
  'error_human',
  'title',
  'state_id',
  'priority_id',
  'group_id',
  'customer_id',
  'type_id',
  'sender_id',
  'type',
  'sender',
  'internal',
  'content_type',
  'body',
  'subject',
  'from',
  'to',
  'origin_by',
  'origin_by_id',
  'message_id',
  'message_id_md5',
  'article_count',
  'key',
  'callback',
  'app',
  'prio',
  'notify',
  'active',
  'action',
  'reason',
  'caller_id',
  'firstname',
  'lastname',
  'email',
  'phone',
  'mobile',
  'fax',
  'role_ids',
  'tags',
  'time_unit',
  'ticket_article_id',
];

export function namedFields(value: unknown): unknown {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const record = value as Record<string, unknown>;
  return Object.fromEntries(
    NAMED.filter((name) => name in record && record[name] !== null)
      // People created during the replay have other ids.
      .filter((name) => name !== 'customer_id' || Number(record[name]) <= 20)
      .map((name) => [name, normalised(record[name])]),
  );
}

/** Error ids differ each time. */
function normalised(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value
    .replace(/Error ID [\w-]+:/, 'Error ID …:')
    .replaceAll('Agent1 Tester', 'Alice Agent');
}
