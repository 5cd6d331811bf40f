import * as v from 'valibot';
import { userAssetsSchema } from './people.ts';
import { compact, flag, textIfAny, textOrEmpty } from './read.ts';
import type { Request } from './request.ts';
import type { CtiLog, CtiRow } from './types.ts';

const matchesSchema = v.optional(
  v.array(v.object({ user_id: v.nullish(v.number()), level: v.string() })),
  [],
);

const rowSchema = v.pipe(
  v.object({
    id: v.number(),
    call_id: v.string(),
    direction: v.picklist(['in', 'out']),
    state: v.string(),
    from: textOrEmpty,
    to: textOrEmpty,
    queue: textIfAny,
    from_comment: textIfAny,
    to_comment: textIfAny,
    done: flag,
    preferences: v.nullish(v.object({ from: matchesSchema, to: matchesSchema })),
  }),
  v.transform((raw): CtiRow => {
    const found = raw.direction === 'in' ? raw.preferences?.from : raw.preferences?.to;
    return compact({
      id: raw.id,
      callId: raw.call_id,
      direction: raw.direction,
      state: raw.state,
      from: raw.from,
      to: raw.to,
      queue: raw.queue,
      fromComment: raw.from_comment,
      toComment: raw.to_comment,
      done: raw.done,
      matches: (found ?? []).flatMap(({ user_id, level }) =>
        typeof user_id === 'number' && (level === 'known' || level === 'maybe')
          ? [{ userId: user_id, level }]
          : [],
      ),
    });
  }),
);

const logSchema = v.object({
  list: v.array(rowSchema),
  assets: v.optional(v.object({ User: userAssetsSchema }), { User: {} }),
});

export function createCtiLog(request: Request) {
  return {
    /** The newest rows of the caller log (Zammad's limit, 60 by default). Needs `cti.agent`. */
    async ctiLog(): Promise<CtiLog> {
      const { list, assets } = await request.get('cti/log', logSchema);
      return { rows: list, users: Object.values(assets.User) };
    },

    /** @param id of the row, not of the call. Fails with `zammad/not-found`. */
    async ctiDone(id: number, done: boolean): Promise<void> {
      await request.post(`cti/done/${id}`, v.unknown(), { done });
    },

    /**
     * Marks rows done. With an id that does not exist Zammad stops there with `zammad/not-found`,
     * having marked those before it (measured).
     */
    async ctiDoneMany(ids: readonly number[]): Promise<void> {
      await request.post('cti/done/bulk', v.unknown(), { ids });
    },
  };
}
