// One search box and its results; the search screen and dialogs that add a person use it.
import './residents.css';
import type { ComponentChildren } from 'preact';
import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { ResidentSummary, SearchAnswer } from '@lib/contract/register';
import { date } from '@lib/format';
import { useAction, useLoad, Load } from '@lib/load';
import { Link, navigate } from '@lib/router';
import { Badge, Button, EmptyState, Select, Skeleton, Table, TextInput, type Column } from '@lib/ui';
import { areasOfCity } from '../areas';
import { city } from '../city';
import { t } from '../texts';
import { ktpName, lifeName, sexName, years } from '../words';
import { search } from './calls';
import { tidy, unfinished, worth } from './query';
import { rt } from './texts';

/** What was searched last, so that the way back from a person leads to it. Never in the address. */
const last = signal<{ text: string; within: string }>({ text: '', within: '' });
const quiet = 250; // milliseconds after the last letter

type Props = { /** At the end of each row; without it a row opens the person's page. */ action?: (p: ResidentSummary) => ComponentChildren; /** Goes on where the last search ended. */ keep?: boolean };

export function PersonFinder({ action, keep }: Props) {
  const [q, setQ] = useState(keep ? last.peek() : { text: '', within: '' });
  const [asked, setAsked] = useState(q);
  useEffect(() => {
    if (keep) last.value = q;
    const timer = setTimeout(() => setAsked(q), quiet);
    return () => clearTimeout(timer);
  }, [q]);
  const digits = unfinished(q.text);
  return (
    <div class="stack-v">
      <form class="finder" data-search onSubmit={(e) => { e.preventDefault(); setAsked({ ...q }); }}>
        <TextInput label={rt('find')} hint={rt('find.hint')} type="search" icon="search" placeholder={rt('find.placeholder')} value={q.text} maxLength={200} autofocus onValue={(text) => setQ({ ...q, text })} />
        <Within value={q.within} onValue={(within) => setQ({ ...q, within })} />
      </form>
      <div class="sr-only" role="status">{digits !== undefined && rt('digits', { n: digits })}</div>
      {digits !== undefined ? <p class="muted">{rt('digits', { n: digits })}</p> : worth(asked.text) ? <Results text={tidy(asked.text)} within={asked.within} action={action} /> : (
        <div class="card"><EmptyState icon="search" title={rt('start')}>{rt('start.about')}</EmptyState></div>
      )}
    </div>
  );
}

function Within({ value, onValue }: { value: string; onValue: (code: string) => void }) {
  const all = useLoad(areasOfCity, []).data ?? [];
  const options = all.flatMap((k) => [{ value: k.kecamatan.code, label: k.kecamatan.name }, ...k.kelurahan.map((a) => ({ value: a.code, label: `\u2003${a.name}` }))]);
  return <Select label={rt('within')} value={value} options={[{ value: '', label: rt('within.all') }, ...options]} onValue={onValue} />;
}

function Results({ text, within, action }: { text: string; within: string; action?: Props['action'] }) {
  const from = useLoad((stop) => search({ text, within: within || undefined, limit: 50 }, stop), [text, within]);
  return (
    <Load from={from} waiting={<Skeleton height={300} />}>
      {(page) => (page.hits.length === 0 ? <div class="card"><EmptyState icon="search" title={rt('none')}>{rt('none.about')}</EmptyState></div> : <Hits key={`${text}/${within}/${page.total}/${page.hits[0]?.id}`} text={text} within={within} page={page} action={action} stale={from.loading} />)}
    </Load>
  );
}

function Hits({ text, within, page, action, stale }: { text: string; within: string; page: SearchAnswer; action?: Props['action']; stale: boolean }) {
  const [more, setMore] = useState<{ hits: ResidentSummary[]; next?: string }>({ hits: [], next: page.next });
  const load = useAction(async () => {
    const got = await search({ text, within: within || undefined, limit: 50, after: more.next });
    setMore({ hits: [...more.hits, ...got.hits], next: got.next });
  });
  const hits = [...page.hits, ...more.hits];
  return (
    <div class={stale ? 'stack-v stale' : 'stack-v'}>
      <p class="muted" role="status">{page.capped ? rt('hits.capped', { n: page.total }) : rt('hits', { n: page.total })}</p>
      <div class="card flush"><Table caption={rt('title')} columns={columnsOf(action)} rows={hits} rowKey={(p) => p.id} stack onRow={action ? undefined : (p) => navigate(`/penduduk/${p.id}`)} /></div>
      {more.next && <div class="center"><Button busy={load.busy} onClick={() => void load.run()}>{t('more')}</Button></div>}
    </div>
  );
}

function columnsOf(action?: Props['action']): Column<ResidentSummary>[] {
  const columns: Column<ResidentSummary>[] = [
    { key: 'name', head: rt('name'), cell: (p) => <span class="who">{action ? <span>{p.name}</span> : <Link to={`/penduduk/${p.id}`}>{p.name}</Link>}<span class="muted small figure">{p.nik_masked}{p.match === 'similar' && ` · ${rt('similar')}`}</span></span> },
    { key: 'born', head: rt('born'), cell: (p) => <span class="who"><span class="figure">{date(p.birth_date)}</span><span class="muted small">{sexName(p.sex)}, {years(p.age)}</span></span> },
    { key: 'area', head: rt('area'), cell: (p) => <span class="who"><span>{p.area.name}</span><span class="muted small">{p.city.code === city.value.code ? p.kecamatan.name : p.city.name}</span></span> },
    { key: 'ktp', head: rt('ktp'), cell: (p) => (p.life.code > 1 ? <Badge tone="warn">{lifeName(p.life)}</Badge> : ktpName(p.ktp_status)) },
  ];
  if (action) columns.push({ key: 'do', head: '', cell: action });
  return columns;
}
