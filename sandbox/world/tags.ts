import type { World } from './world.ts';

/** Adds tags to a ticket; one that it has already changes nothing. */
export function giveTags(world: World, ticketId: number, tags: readonly string[]): void {
  const now = world.tags.get(ticketId) ?? [];
  const more = tags.map((tag) => tag.trim()).filter((tag) => tag !== '' && !now.includes(tag));
  if (now.length + more.length > 0) world.tags.set(ticketId, [...now, ...new Set(more)]);
  for (const tag of more) world.knownTags.add(tag);
}
