/** Random edits on both sides, runs killed at random moments: in the end both sides agree. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKiller, type Kill } from './testing/killer.ts';
import type { FakePlacetelContact, FakeSipgateContact } from './testing/fake-vendors.ts';
import { startSyncWorld, type SyncWorld } from './testing/sync-world.ts';

type Target = 'sipgate' | 'placetel';
interface Step {
  kind: 'run' | 'ours' | 'theirs' | 'addOurs' | 'addTheirs' | 'dropOurs' | 'dropTheirs';
  who: number;
  field: 'phone' | 'fax' | 'name';
  kill: Kill | undefined;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    ...(['run', 'run', 'run', 'ours', 'theirs', 'addOurs', 'addTheirs'] as const),
    ...(['dropOurs', 'dropTheirs'] as const),
  ),
  who: fc.nat({ max: 9 }),
  field: fc.constantFrom('phone', 'fax', 'name'),
  kill: fc.option(
    fc.record({
      at: fc.constantFrom('query', 'request'),
      nth: fc.integer({ min: 1, max: 30 }),
      done: fc.boolean(),
    }),
    { nil: undefined },
  ),
});

/** One entry of either side, by what the test compares. The mobile number tells who it is. */
interface Seen {
  mobile: string;
  name: string;
  phone: string;
  fax: string;
}

function createModel(world: SyncWorld, target: Target) {
  let next = 1;
  /** Mobile numbers that somebody took away on one side. */
  const dropped = new Set<string>();
  const typed = new Set<string>(['']);
  /** Who typed what into which field of whom, in order. */
  const edits: { tag: string; field: string; side: 'ours' | 'theirs'; value: string }[] = [];
  const unique = (field: Step['field']) => {
    const value = field === 'name' ? `Kai N${next++}` : `+4930${20_000_000 + next++}`;
    typed.add(value);
    return value;
  };
  const mobileOf = () => `+4917${10_000_000 + next++}`;

  function theirs(): (Seen & { id: string })[] {
    if (target === 'placetel') {
      return [...world.vendors.placetel.values()].map((one) => {
        const text = (key: string) => (typeof one[key] === 'string' ? one[key] : '');
        const name = `${text('first_name')} ${text('last_name')}`;
        return {
          id: String(one.id),
          name,
          mobile: text('mobile_work'),
          phone: text('phone_work'),
          fax: text('fax_work'),
        };
      });
    }
    return [...world.vendors.sipgate.values()].map(({ id, name, numbers }) => {
      const kind = (wanted: string) => numbers.find(({ type }) => type[0] === wanted)?.number ?? '';
      return { id, name, mobile: kind('CELL'), phone: kind('WORK'), fax: kind('FAX') };
    });
  }
  const ours = (): (Seen & { id: number })[] =>
    [...world.zammad.people.values()].map(({ id, firstname, lastname, mobile, phone, fax }) => ({
      id,
      name: `${firstname} ${lastname}`,
      mobile,
      phone,
      fax,
    }));

  function store(contact: Seen, id?: string): void {
    const at = new Date(world.clock.now()).toISOString();
    const [first_name = '', last_name = ''] = contact.name.split(' ');
    if (target === 'placetel') {
      const key = id === undefined ? 10_000 + next++ : Number(id);
      const known = world.vendors.placetel.get(key) ?? { created_at: at };
      world.vendors.placetel.set(key, {
        ...known,
        id: key,
        first_name,
        last_name,
        mobile_work: contact.mobile,
        phone_work: contact.phone,
        fax_work: contact.fax,
        updated_at: at,
      } as FakePlacetelContact);
      return;
    }
    const key = id ?? `own-${next++}`;
    const blank = { picture: null, emails: [], addresses: [], organization: [], scope: 'SHARED' };
    const kinds = { mobile: ['CELL'], phone: ['WORK'], fax: ['FAX', 'WORK'] };
    world.vendors.sipgate.set(key, {
      ...blank,
      id: key,
      name: contact.name,
      numbers: (['phone', 'mobile', 'fax'] as const)
        .filter((field) => contact[field] !== '')
        .map((field) => ({ number: contact[field], type: kinds[field] })),
    } satisfies FakeSipgateContact);
  }

  return {
    ours,
    theirs,
    dropped,
    typed,
    edits,
    async apply({ kind, who, field }: Step): Promise<void> {
      world.clock.advance(60_000);
      const links = await world.links();
      const [person, contact] = [ours()[who], theirs()[who]];
      const fresh = (): Seen => ({
        mobile: mobileOf(),
        name: unique('name'),
        phone: unique('phone'),
        fax: '',
      });
      if (kind === 'addOurs') {
        const { name, ...numbers } = fresh();
        const [firstname = '', lastname = ''] = name.split(' ');
        world.zammad.put({ id: next++, firstname, lastname, ...numbers });
      } else if (kind === 'addTheirs') store(fresh());
      // Somebody new in Zammad is not edited before the sync knows them (see the docs).
      else if (kind === 'ours' && person && links.some(({ personId }) => personId === person.id)) {
        const value = unique(field);
        edits.push({ tag: person.mobile, field, side: 'ours', value });
        const [firstname = '', lastname = ''] = value.split(' ');
        world.zammad.put({
          id: person.id,
          ...(field === 'name' ? { firstname, lastname } : { [field]: value }),
        });
      } else if (kind === 'theirs' && contact) {
        const value = unique(field);
        edits.push({ tag: contact.mobile, field, side: 'theirs', value });
        store({ ...contact, [field]: value }, contact.id);
      } else if (kind === 'dropOurs' && person) {
        dropped.add(person.mobile);
        world.zammad.people.delete(person.id);
      } else if (kind === 'dropTheirs' && contact) {
        dropped.add(contact.mobile);
        world.vendors.placetel.delete(Number(contact.id));
        world.vendors.sipgate.delete(contact.id);
      }
    },
  };
}

describe('CS13, CS7: killed at any moment, edited on both sides', () => {
  it.each(['placetel', 'sipgate'] as const)(
    '%s: equal in the end, none lost, none doubled',
    async (target) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
          const killer = createKiller();
          const world = await startSyncWorld({ target, direction: 'both', createInZammad: true }, [
            killer.plugin,
          ]);
          try {
            const model = createModel(world, target);
            for (const one of steps) {
              if (one.kind === 'run') await killer.runOnce(world, one.kill, true);
              else await model.apply(one);
            }
            for (let run = 0; run < 5; run++) await killer.runOnce(world, undefined, true);

            const [ours, theirs] = [model.ours(), model.theirs()];
            const tags = (side: readonly Seen[]) => side.map(({ mobile }) => mobile).sort();
            // None doubled.
            expect(tags(ours)).toEqual([...new Set(tags(ours))]);
            expect(tags(theirs)).toEqual([...new Set(tags(theirs))]);
            // None lost: who is on one side only was taken away on the other by somebody.
            const both = tags(ours).filter((tag) => tags(theirs).includes(tag));
            for (const tag of [...tags(ours), ...tags(theirs)]) {
              if (!both.includes(tag)) expect(model.dropped).toContain(tag);
            }
            // Equal, and no value is made up.
            for (const tag of both) {
              const [a, b] = [ours, theirs].map((side) => {
                const { name, phone, fax } = side.find(({ mobile }) => mobile === tag)!;
                return { name, phone, fax };
              }) as [object, object];
              expect(b).toEqual(a);
              for (const [field, value] of Object.entries(a)) {
                expect(model.typed).toContain(value);
                // What only one side ever changed is as that side left it.
                const edits = model.edits.filter((one) => one.tag === tag && one.field === field);
                const last = edits.at(-1);
                if (last && edits.every(({ side }) => side === last.side)) {
                  expect(value).toBe(last.value);
                }
              }
            }
            // Nothing is left to be done.
            world.vendors.requests.length = world.zammad.writes.length = 0;
            await killer.runOnce(world, undefined, true);
            expect(world.zammad.writes).toEqual([]);
            expect(world.vendors.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
          } finally {
            await world.close();
          }
        }),
        { numRuns: 20 },
      );
    },
    60_000,
  );
});
