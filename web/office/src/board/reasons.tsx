// Why those who came are not active yet, the most frequent reason first.
import type { OutcomeCount } from '@lib/contract/board';
import type { Outcome } from '@lib/contract/enrol';
import { number, percent } from '@lib/format';
import { lang } from '@lib/i18n';
import { useLoad } from '@lib/load';
import { Link } from '@lib/router';
import { Card, Icon } from '@lib/ui';
import { may } from '../session';
import { attemptName, attemptTone } from '../words';
import { outcomes } from './calls';
import { reasons } from './figures';
import { bt } from './texts';

/** The name of a code, readable even if the list of outcomes is not known. */
export function reasonName(code: string, known: readonly Outcome[]): string {
  const name = known.find((o) => o.code === code)?.name[lang.value];
  const plain = code.replaceAll('_', ' ');
  return name ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

export function Reasons({ outcomes: counts }: { outcomes: readonly OutcomeCount[] }) {
  const known = useLoad(outcomes, []).data ?? [];
  const list = reasons(counts);
  const sum = list.reduce((n, o) => n + o.n, 0);
  const most = list[0]?.n ?? 1;
  return (
    <Card title={bt('why')} sub={list.length > 0 ? `${bt('why.sub')} · ${number(sum)}` : bt('why.sub')}>
      {list.length === 0 ? <p class="muted">{bt('why.none')}</p> : (
        <ol class="plain reasons">
          {list.map((o) => {
            const name = o.code === '' ? attemptName(o.outcome) : reasonName(o.code, known);
            return (
              <li key={o.outcome + o.code}>
                <Icon name={attemptTone[o.outcome][1]} size={18} />
                <span class="reason-name">
                  {may('roster.read') ? <Link to={`/hasil?state=${o.outcome}${o.code && `&code=${o.code}`}`}>{name}</Link> : name}
                  <span class="muted small"> {attemptName(o.outcome)}</span>
                </span>
                <span class="figure">{number(o.n)}</span><span class="figure muted small">{percent(o.n, sum)}</span>
                <span class="reason-bar" aria-hidden="true"><span style={{ width: `${(o.n / most) * 100}%` }} /></span>
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
}
