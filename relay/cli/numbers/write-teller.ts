/** Tells what is written as it happens, and what came of a batch. */
import type { BatchResult, Told } from '../../numbers/fix.ts';
import { printable, printableJson } from '../printable.ts';
import { changeLines, countWords, shownName } from './words.ts';

/** @param done how a write that worked is called: `changed`, `put back` */
export function createWriteTeller(json: boolean, done: string) {
  function tell({ person, name, fields, outcome }: Told): void {
    if (json) {
      console.log(printableJson({ type: 'write', person, name, fields, ...outcome }));
      return;
    }
    const who = name === `#${person}` ? name : `#${person} ${shownName(name)}`;
    if (outcome.step === 'done') {
      console.log(`${who}  ${done}`);
      for (const line of changeLines(fields)) console.log(line);
    } else if (outcome.step === 'skipped') {
      console.log(`${who}  skipped: ${outcome.why}`);
    }
  }

  return {
    tell,
    summary(result: BatchResult, batch: string): void {
      const { written, skipped, staff, refusedBefore, settled, limited, stopped } = result;
      if (json) {
        const { person } = stopped ?? {};
        console.log(
          printableJson({ type: 'summary', batch, ...result, stopped: stopped && { person } }),
        );
        return;
      }
      if (written + skipped > 0) console.log('');
      if (settled > 0) {
        console.log(
          `${countWords(settled, 'write', 'writes')} of an earlier run had no answer; looked at and noted: offhook numbers batches`,
        );
      }
      const left = skipped > 0 ? `, ${skipped} skipped` : '';
      console.log(`${countWords(written, 'person', 'people')} ${done}${left}.`);
      if (staff > 0) {
        console.log(
          `${countWords(staff, 'agent or admin', 'agents and admins')} left out: correct them in Zammad.`,
        );
      }
      if (refusedBefore > 0) {
        console.log(
          `${countWords(refusedBefore, 'person', 'people')} left out whom Zammad refused before: --person ID tries again.`,
        );
      }
      if (limited) console.log('There is more to do: run it again.');
      if (done === 'changed' && written > 0)
        console.log(`To put it back: offhook numbers undo ${batch}`);
      if (stopped) console.error(stopWords(stopped));
    },
  };
}

function stopWords({ person, name, outcome }: Told): string {
  const why = 'why' in outcome ? printable(outcome.why).replace(/\.$/, '') : '';
  const who = name === `#${person}` ? name : `#${person} ${shownName(name)}`;
  const then =
    outcome.step === 'refused'
      ? `The next run leaves this person out; --person ${person} tries again.`
      : outcome.step === 'open'
        ? 'Whether it was written is not known; the next run looks first.'
        : 'It was not written; the next run tries again.';
  return `Stopped at ${who}: ${why}. ${then}`;
}
