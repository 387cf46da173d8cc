// Papan: how far the city has come, in one sentence first, then in figures that open their lists.
import './board.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Board, Figures } from '@lib/contract/board';
import { events } from '@lib/events';
import { date, dayOf, moment } from '@lib/format';
import { Load, useLoad, type Loaded } from '@lib/load';
import { useTitle } from '@lib/router';
import { Button, EmptyState, PageHead, Skeleton, Status } from '@lib/ui';
import { may } from '../session';
import { t } from '../texts';
import { Areas } from './areas';
import * as calls from './calls';
import { updated } from './figures';
import { Groups } from './groups';
import { Headline, Stats } from './headline';
import { Reasons } from './reasons';
import { Served } from './served';
import { bt } from './texts';
import { TodaysVisits } from './today';
import { Trend } from './trend';

const pause = 8_000; // milliseconds between two reloads of the tables while activations come in

export default function BoardScreen() {
  const from = useLoad(calls.board, []);
  const { live, round } = useLive(from);
  useTitle(bt('title'), t('app'));
  return (
    <>
      <PageHead
        title={bt('title')} sub={from.data ? bt('asof', { at: moment(from.data.as_of) }) : ' '}
        actions={<>{from.data && <LiveSign on={live} />}<Button icon="print" onClick={() => print()}>{t('print')}</Button></>}
      />
      <Load from={from} waiting={<Waiting />}>{(b) => <Whole board={b} round={round} />}</Load>
    </>
  );
}

function Waiting() {
  return <div class="stack-v wide"><Skeleton height={150} /><Skeleton height={130} /><Skeleton height={330} /><Skeleton height={480} /></div>;
}

function LiveSign({ on }: { on: boolean }) {
  return <span class="no-print"><Status tone={on ? 'ok' : 'idle'} icon={on ? 'online' : 'offline'}>{on ? t('live') : t('live.lost')}</Status></span>;
}

/** Keeps the totals current, and tells the tables now and then to load again. */
function useLive(from: Loaded<Board>): { live: boolean; round: number } {
  const [live, setLive] = useState(true);
  const [round, setRound] = useState(0);
  const now = useRef(from);
  now.current = from;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = (f: Figures) => {
      const b = now.current.data;
      if (!b || (b.realised === f.realised && b.served_here === f.served_here && b.today === f.today)) return;
      now.current.set(updated(b, f, new Date().toISOString()));
      timer ??= setTimeout(() => {
        timer = undefined;
        setRound((n) => n + 1);
        now.current.reload();
      }, pause);
    };
    const stop = events('/api/v1/board/events', { board: take }, { onState: (s) => setLive(s === 'open') });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return { live, round };
}

function Whole({ board: b, round }: { board: Board; round: number }) {
  return (
    <div class="stack-v wide board">
      {b.target ? <Headline board={b} /> : <NoTarget board={b} />}
      <Stats board={b} />
      <div class="split">
        <Trend series={b.series} last={dayOf(b.as_of)} />
        {may('visit.read') && <TodaysVisits day={dayOf(b.as_of)} realised={b.served_here} />}
      </div>
      <Areas city={b.city.code} target={b.target} round={round} />
      <div class="split">
        <div class="stack-v"><Groups round={round} /><Served board={b} /></div>
        <Reasons outcomes={b.outcomes} />
      </div>
      <p class="only-print small">{bt('asof', { at: moment(b.as_of) })} · {b.target ? `${b.target.name}, ${date(b.target.due)}` : ''}</p>
    </div>
  );
}

function NoTarget({ board: b }: { board: Board }) {
  const set = may('target.write');
  return (
    <div class="card">
      <EmptyState icon="target" title={bt('none.title')} action={set && <Button kind="primary" icon="target" to="/target">{bt('none.set')}</Button>}>
        {bt('none.about')} {!set && bt('none.ask')} {b.realised > 0 && bt('none.so', { n: b.realised })}
      </EmptyState>
    </div>
  );
}
