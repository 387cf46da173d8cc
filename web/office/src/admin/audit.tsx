// Jejak audit: the newest events, in words.
import { useState } from 'preact/hooks';
import { moment } from '@lib/format';
import { Load, useAction, useLoad } from '@lib/load';
import { Link, useTitle } from '@lib/router';
import { Button, Checkbox, EmptyState, PageHead, Select, Skeleton, Status, Table, TextInput, type Column } from '@lib/ui';
import { may } from '../session';
import { t } from '../texts';
import { auditEvents, eventGroups, eventName, groupName, outcomeName, passes, purposeName, type AuditEvent } from './events';
import { at } from './texts';

const page = 200;

export default function AuditScreen() {
  const from = useLoad((stop) => auditEvents({ limit: page }, stop), []);
  useTitle(at('a.title'), t('app'));
  return (
    <>
      <PageHead title={at('a.title')} sub={at('a.sub')} actions={<Button icon="retry" busy={from.loading && from.data !== undefined} onClick={from.reload}>{at('a.new')}</Button>} />
      <Load from={from} waiting={<Skeleton height={560} />}>{(events) => <Events key={events[0]?.at} first={events} />}</Load>
    </>
  );
}

/** Who did it, in words. An account that is in no list any more is named by the end of its id. */
function who(e: AuditEvent): string {
  if (e.actor === '') return at('a.public');
  if (e.actor === 'system') return at('a.system');
  return e.actor_name || e.actor.slice(-8);
}

function Events({ first }: { first: AuditEvent[] }) {
  const [events, setEvents] = useState(first);
  const [all, setAll] = useState(first.length < page);
  const [group, setGroup] = useState('');
  const [text, setText] = useState('');
  const [problems, setProblems] = useState(false);
  const older = useAction(async () => {
    const got = await auditEvents({ before: events[events.length - 1]?.at, limit: page });
    setEvents([...events, ...got]);
    setAll(got.length < page);
  });
  const columns: Column<{ e: AuditEvent; key: string }>[] = [
    { key: 'at', head: at('a.when'), cell: ({ e }) => <span class="figure">{moment(e.at)}</span>, sort: ({ e }) => e.at, csv: ({ e }) => e.at },
    { key: 'who', head: at('a.who'), cell: ({ e }) => who(e), sort: ({ e }) => who(e), csv: ({ e }) => who(e) },
    { key: 'what', head: at('a.what'), cell: ({ e }) => <span class="who"><span>{eventName(e.event)}</span>{e.purpose && <span class="muted small">{purposeName(e.purpose)}</span>}</span>, sort: ({ e }) => e.event, csv: ({ e }) => e.event },
    { key: 'about', head: at('a.about'), cell: ({ e }) => <About event={e} />, csv: ({ e }) => e.subject },
    { key: 'outcome', head: at('a.outcome'), cell: ({ e }) => <Status tone={e.outcome === 'ok' ? 'ok' : 'bad'}>{outcomeName(e.outcome)}</Status>, sort: ({ e }) => e.outcome, csv: ({ e }) => e.outcome },
  ];
  const rows = events.map((e, i) => ({ e, key: `${e.at}${i}` })).filter(({ e }) => passes(e, group, problems, text, who(e)));
  return (
    <div class="stack-v">
      <div class="card flush">
        <Table
          caption={at('a.title')} columns={columns} rows={rows} rowKey={(r) => r.key} file="jejak-audit" stack
          empty={<EmptyState icon="filter" title={at('a.none')}>{at('a.none.about')}</EmptyState>}
          tools={
            <>
              <div class="narrow-field"><TextInput label={at('a.filter')} type="search" icon="search" placeholder={at('a.filter')} value={text} onValue={setText} /></div>
              <div class="narrow-field"><Select label={at('a.group')} value={group} options={[{ value: '', label: at('a.all') }, ...eventGroups.map((g) => ({ value: g as string, label: groupName(g) }))]} onValue={setGroup} /></div>
              <Checkbox label={at('a.problems')} checked={problems} onValue={setProblems} />
            </>
          }
        />
      </div>
      {!all && <div class="center"><Button icon="history" busy={older.busy} onClick={() => void older.run()}>{at('a.older')}</Button></div>}
    </div>
  );
}

function About({ event: e }: { event: AuditEvent }) {
  if (e.subject === '') return null;
  const short = e.subject.length > 20 ? e.subject.slice(-8) : e.subject;
  if (e.event.startsWith('resident.') && may('resident.read')) return <Link to={`/penduduk/${e.subject}`}>{at('a.person')}</Link>;
  if (/^(visit|roster)\./.test(e.event) && may('visit.read')) return <Link to={`/kunjungan/${e.subject}`}>{at('a.visit')}</Link>;
  return <span class="muted small figure" title={e.subject}>{short}</span>;
}
