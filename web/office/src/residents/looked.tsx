// Who looked at a person's data or changed it, and why.
import { moment } from '@lib/format';
import { Load, useLoad } from '@lib/load';
import { Button, Card, Status } from '@lib/ui';
import { useState } from 'preact/hooks';
import { eventName, purposeName } from '../admin/events';
import { looks } from './calls';
import { inOneGo, type LookGroup } from './looks';
import { rt } from './texts';

const shown = 5;

export function WhoLooked({ id }: { id: string }) {
  const from = useLoad((stop) => looks(id, stop), [id]);
  return (
    <Card title={rt('looked')} sub={rt('looked.about')}>
      <Load from={from}>{(all) => (all.length === 0 ? <p class="muted">{rt('looked.none')}</p> : <Looks groups={inOneGo(all)} />)}</Load>
    </Card>
  );
}

function Looks({ groups }: { groups: LookGroup[] }) {
  const [all, setAll] = useState(false);
  return (
    <>
      <ol class="plain history">{(all ? groups : groups.slice(0, shown)).map((g) => <Entry key={g.at + g.who} look={g} />)}</ol>
      {!all && groups.length > shown && <Button kind="quiet" size="small" icon="history" onClick={() => setAll(true)}>{rt('looked.all', { n: groups.length })}</Button>}
    </>
  );
}

function Entry({ look: g }: { look: LookGroup }) {
  const done = g.events.map(eventName).map((name, i) => (i === 0 ? name : name.charAt(0).toLowerCase() + name.slice(1))).join(', ');
  return (
    <li>
      <div class="between wrap"><strong>{g.by === 'officer' ? g.who || rt('looked.unknown') : rt(`looked.${g.by}`)}</strong><span class="muted small figure">{moment(g.at)}</span></div>
      <p>{done}{g.purpose && <span class="muted"> · {purposeName(g.purpose)}</span>}</p>
      {g.refused && <Status tone="bad">{rt('looked.refused')}</Status>}
    </li>
  );
}
