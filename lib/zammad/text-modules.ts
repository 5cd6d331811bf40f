import * as v from 'valibot';
import { textOrEmpty } from './read.ts';
import type { Request } from './request.ts';
import type { ZammadTextModule } from './types.ts';

const moduleSchema = v.object({
  id: v.number(),
  name: v.string(),
  keywords: textOrEmpty,
  content: textOrEmpty,
  active: v.optional(v.boolean(), true),
  group_ids: v.optional(v.array(v.number()), []),
});

export function createTextModules(request: Request) {
  return {
    /**
     * The active text modules. `content` is HTML with variables like `#{ticket.customer.firstname}`.
     * 5.x lists inactive ones too, so they are left out here. Needs `ticket.agent`.
     */
    async textModules(): Promise<ZammadTextModule[]> {
      const all = await request.get('text_modules', v.array(moduleSchema));
      return all
        .filter(({ active }) => active)
        .map(({ id, name, keywords, content, group_ids }) => ({
          id,
          name,
          keywords,
          content,
          groupIds: group_ids,
        }));
    },
  };
}
