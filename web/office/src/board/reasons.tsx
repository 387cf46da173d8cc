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

const ends = ['failed', 'refused', 'left'] as const;

export function Reasons({ outcomes: counts }: { outcomes: readonly OutcomeCount[] }) {
  const known = useLoad(outcomes, []).data ?? [];
  const list = reasons(counts);
  const sum = list.reduce((n, o) => n + o.n, 0);
  const most = list[0]?.n ?? 1;
  return (
    <Card title={bt('why')} sub={list.length > 0 ? `${bt('why.sub')} · ${number(sum)}` : bt('why.sub')}>
      {list.length === 0 ? <p class="muted">{bt('why.none')}</p> : (
        <div class="stack-v">
          {ends.map((end) => {
            const of = list.filter((o) => o.outcome === end);
            if (of.length === 0) return null;
            return (
              <section key={end}>
                <h3 class="reason-head"><Icon name={attemptTone[end][1]} size={18} />{attemptName(end)} <span class="muted figure">{number(of.reduce((n, o) => n + o.n, 0))}</span></h3>
                <ol class="plain reasons">{of.map((o) => <Line key={o.code} of={o} name={o.code === '' ? attemptName(end) : reasonName(o.code, known)} sum={sum} most={most} />)}</ol>
              </section>
            );
          })}
        </div>
      )}
    </Card>
  );
}

function Line({ of: o, name, sum, most }: { of: OutcomeCount; name: string; sum: number; most: number }) {
  return (
    <li>
      <span>{may('roster.read') ? <Link to={`/hasil?state=${o.outcome}${o.code && `&code=${o.code}`}`}>{name}</Link> : name}</span>
      <span class="figure">{number(o.n)}</span><span class="figure muted small">{percent(o.n, sum)}</span>
      <span class="reason-bar" aria-hidden="true"><span style={{ width: `${(o.n / most) * 100}%` }} /></span>
    </li>
  );
}
