import type { User } from '../parts/records.ts';

/** People this page has loaded; others show no name in the customer field (a trap of the original). */
export const loadedUsers = new Map<number, User>();
