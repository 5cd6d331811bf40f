/** People as Zammad's lists answer them, for the stand-ins of tests. */

/** All that a record of somebody holds; `own` says what is not as usual. */
export function personRecord<T extends { id: number }>(own: T): object {
  return {
    login: `user${own.id}`,
    firstname: '',
    lastname: '',
    email: '',
    phone: '',
    mobile: '',
    fax: '',
    organization_id: null,
    vip: false,
    active: true,
    note: '',
    updated_at: '2026-01-01T00:00:00.000Z',
    ...own,
  };
}

/** What `page` and `per_page` ask for. */
export function pageOf<T>(rows: readonly T[], query: URLSearchParams): T[] {
  const perPage = Number(query.get('per_page'));
  const from = (Number(query.get('page')) - 1) * perPage;
  return rows.slice(from, from + perPage);
}
