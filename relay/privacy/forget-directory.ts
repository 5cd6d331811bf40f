/** Takes a number out of the directory: rows and index, people and organisations. Rule PV7. */
import type { NumberIndex } from '../directory/number-index.ts';
import type { DirectoryOrganization } from '../directory/organizations.ts';
import type { DirectoryPerson } from '../directory/person.ts';
import { breath } from '../search/breath.ts';
import type { Admission } from './admission.ts';

/** People looked at before others have their turn. */
const TURN = 5_000;

type Numbered = Pick<DirectoryPerson, 'numbers' | 'partial'>;

/** @returns how many people and organisations had it */
export async function forgetInDirectory(
  digits: string,
  directory: {
    admission: Admission;
    index: Pick<NumberIndex, 'people'>;
    organizations: () => Iterable<DirectoryOrganization>;
    /** Store and find them as they are now; undefined: they have no number any more. */
    replacePeople(
      before: readonly DirectoryPerson[],
      now: readonly DirectoryPerson[],
    ): Promise<void>;
    replaceOrganizations(now: readonly DirectoryOrganization[]): Promise<void>;
  },
): Promise<{ people: number; organizations: number }> {
  const { admission, index } = directory;
  const has = ({ numbers, partial = [] }: Numbered) =>
    [...numbers, ...partial].some((one) => one.digits === digits);
  const people: DirectoryPerson[] = [];
  let looked = 0;
  for (const person of index.people()) {
    if (has(person)) people.push(person);
    looked += 1;
    if (looked % TURN === 0) await breath();
  }
  await admission.leaveOut('person', people, digits);
  const kept: DirectoryPerson[] = [];
  for (const person of people) {
    const rest = await admission.person(person);
    if (rest) kept.push(rest);
  }
  await directory.replacePeople(people, kept);
  const organizations = [...directory.organizations()].filter(has);
  await admission.leaveOut('organization', organizations, digits);
  const left: DirectoryOrganization[] = [];
  for (const one of organizations) left.push(await admission.organization(one));
  await directory.replaceOrganizations(left);
  return { people: people.length, organizations: organizations.length };
}
