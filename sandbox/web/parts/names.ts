import { api } from './api.ts';
import { nameOf, type User } from './records.ts';

/** Names by login, for lists that only carry logins. */
export async function readNames(): Promise<(login: string) => string> {
  const users = await api<User[]>('GET', 'users?per_page=200');
  const names = new Map(users.map((user) => [user.login, nameOf(user)]));
  return (login) => (login === '-' ? '' : (names.get(login) ?? login));
}
