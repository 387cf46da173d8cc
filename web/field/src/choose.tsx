import type { JSX } from 'preact';
import type { Visit } from '@lib/contract/outreach';
import { longDay, number } from '@lib/format';
import { navigate } from '@lib/router';
import { EmptyState, Icon, Status, type IconName } from '@lib/ui';
import { visitsOf } from './calls';
import { useSteady } from './network';
import { Screen, Shown } from './screen';
import { hours, t, visitState } from './texts';
import { today, work, workplace, type Workplace } from './workplace';

/** Where do I work today: one of the day's visits, or the counter. */
export function Choose(): JSX.Element {
  const visits = useSteady((signal) => visitsOf(today(), signal), []);
  const back = workplace.value ? () => navigate('/') : undefined;
  return (
    <Screen title={t('choose.title')} sub={longDay(today())} back={back} nav={!back}>
      <div class="stack-v wide">
        <section class="stack-v tight">
          <h2>{t('choose.visits')}</h2>
          <Shown from={visits}>
            {(all) => {
              const on = all.filter((v) => v.state !== 'cancelled');
              if (on.length === 0) return <EmptyState icon="calendar" title={t('choose.none')}>{t('choose.none.about')}</EmptyState>;
              return on.map((v) => <VisitTile key={v.id} visit={v} />);
            }}
          </Shown>
        </section>
        <section class="stack-v tight">
          <h2>{t('choose.office')}</h2>
          <PlaceTile icon="building" at={{ kind: 'counter' }} name={t('counter.name')}>{t('counter.about')}</PlaceTile>
        </section>
      </div>
    </Screen>
  );
}

function VisitTile({ visit: v }: { visit: Visit }): JSX.Element {
  return (
    <PlaceTile icon="pin" at={{ kind: 'visit', visitId: v.id }} name={v.place}>
      {[hours(v), v.area && t('area', { name: v.area.name }), t('choose.roster', { n: number(v.roster) })].filter(Boolean).join(' · ')}
      {v.state !== 'open' && <span class="tile-state"><Status tone="idle">{visitState(v.state)}</Status></span>}
    </PlaceTile>
  );
}

function PlaceTile(p: { icon: IconName; at: Workplace; name: string; children: preact.ComponentChildren }): JSX.Element {
  const now = workplace.value;
  const here = now?.kind === p.at.kind && (p.at.kind === 'counter' || (now.kind === 'visit' && now.visitId === p.at.visitId));
  const choose = () => {
    work(p.at);
    navigate('/', { replace: true });
  };
  return (
    <button type="button" class="place-tile" aria-pressed={here} onClick={choose}>
      <Icon name={p.icon} size={28} />
      <span><strong>{p.name}</strong><span class="muted">{p.children}</span></span>
      <Icon name={here ? 'check' : 'next'} size={24} />
    </button>
  );
}
