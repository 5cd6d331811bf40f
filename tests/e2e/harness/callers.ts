/** People that the sandbox and the prepared test Zammads all know, and numbers nobody has. */
export const IDA = {
  name: 'Ida Plus',
  number: '4930609854180',
  display: '+49 30 609854180',
};
/** His number stands in Zammad as `030/54000006`. */
export const OTTO = { name: 'Otto Slash', number: '493054000006' };
/** Two people share it. */
export const SHARED = { number: '49407654321', names: ['Mia Shared', 'Nils Shared'] };

let last = 0;

/** A number that belongs to nobody, another one with each call. */
export function strangersNumber(): { number: string; tail: string } {
  last += 1;
  const tail = `${(process.pid % 900) + 100}${String(last).padStart(4, '0')}`;
  return { number: `49309${tail}`, tail };
}
