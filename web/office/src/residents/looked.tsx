// Who looked at a person's data, from the audit log.
import { moment } from '@lib/format';
import { Load, useLoad } from '@lib/load';
import { Card } from '@lib/ui';
import { auditEvents, eventName, purposeName } from '../admin/events';
import { rt } from './texts';

export function WhoLooked({ id }: { id: string }) {
  const from = useLoad((stop) => auditEvents({ subject: id, limit: 30 }, stop), [id]);
  return (
    <Card title={rt('looked')} sub={rt('looked.about')}>
      <Load from={from}>
        {(events) => (events.length === 0 ? <p class="muted">{rt('looked.none')}</p> : (
          <ol class="plain history">{events.map((e) => <li key={e.at + e.event}><p>{eventName(e.event)}{e.purpose && <span class="muted"> · {purposeName(e.purpose)}</span>}</p><p class="muted small figure">{moment(e.at)}</p></li>)}</ol>
        ))}
      </Load>
    </Card>
  );
}
