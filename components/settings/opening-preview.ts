/** The sentence that says what a rule would do, made by the same code that does it. */
import { targetOf } from '../../lib/core/rules/target.ts';
import type {
  MatchCount,
  OpenerView,
  RuleDirection,
  RuleMoment,
  Settings,
} from '../../lib/core/settings.ts';
import { fillUrl } from '../../lib/core/url-template.ts';
import type { Language } from '../../lib/i18n/create-texts.ts';
import { sampleValues, sampleView } from './sample.ts';

export interface OpeningCase {
  direction: RuleDirection;
  moment: RuleMoment;
  count: MatchCount;
  /** How long ago Ida's last ticket changed. */
  changedDays: number;
}

export function openingPreview(
  settings: Settings,
  opener: OpenerView,
  at: OpeningCase,
  { texts, now }: { texts: Language['texts']; now: number },
): string {
  const { direction, moment, count } = at;
  const t = texts.opening;
  return `${t.when[direction][moment](t.sample[count])} ${outcome()}`;

  function outcome(): string {
    const what = settings.rules[direction][moment][count];
    if (moment !== 'click') {
      if (settings.phone === 'quiet') return t.outcome.quiet;
      if (moment === 'answer' && direction === 'in' && opener.by === 'zammad')
        return t.outcome.zammad;
    }
    if (what === 'nothing') return t.outcome.nothing;
    const view = sampleView({ ...at, now });
    const target = targetOf(what, view, { recentDays: settings.recentDays, now });
    if (!target) return count === 'several' ? t.outcome.choose : t.outcome.nobody;
    const age = t.tryDays(at.changedDays);
    if (target.kind === 'ticket') return t.outcome.ticket(view.tickets?.[0]?.number ?? '');
    if (target.kind === 'profile')
      return what === 'recent' ? t.outcome.profileRecent(age) : t.outcome.profile;
    if (target.kind === 'new-ticket') {
      if (count !== 'one') return t.outcome.newTicket;
      return what === 'recent' ? t.outcome.newTicketOld(age) : t.outcome.newTicketFor;
    }
    if (settings.ruleUrl === '') return t.outcome.noUrl;
    const filled = fillUrl(settings.ruleUrl, sampleValues(view));
    if (filled.ok) return t.outcome.url(filled.url);
    return filled.code === 'open/empty-variable'
      ? t.emptyVariable(filled.detail ?? '')
      : t.outcome.noUrl;
  }
}
