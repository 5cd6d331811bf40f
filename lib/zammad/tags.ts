import * as v from 'valibot';
import type { Request } from './request.ts';

export function createTags(request: Request) {
  return {
    /** Known tags that contain the term, whatever its case; all of them for an empty one. */
    async searchTags(term: string): Promise<string[]> {
      const found = await request.get('tag_search', v.array(v.object({ value: v.string() })), {
        term,
      });
      return found.map(({ value }) => value);
    },

    async ticketTags(ticketId: number): Promise<string[]> {
      const { tags } = await request.get('tags', v.object({ tags: v.array(v.string()) }), {
        object: 'Ticket',
        o_id: ticketId,
      });
      return tags;
    },

    /** Adding a tag that is there already changes nothing and succeeds, so this may be repeated. */
    async addTag(ticketId: number, tag: string): Promise<void> {
      await request.post('tags/add', v.unknown(), { object: 'Ticket', o_id: ticketId, item: tag });
    },
  };
}
