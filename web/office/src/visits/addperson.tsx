// Single people on the roster, found in the register.
import type { RosterEntry } from '@lib/contract/enrol';
import type { Visit } from '@lib/contract/outreach';
import { useAction } from '@lib/load';
import { Button, Dialog, ErrorState, toast } from '@lib/ui';
import { PersonFinder } from '../residents/finder';
import { addPeopleTo } from './calls';
import { vt } from './texts';

export function AddPerson({ visit, there, onClose, onAdded }: { visit: Visit; there: readonly RosterEntry[]; onClose: () => void; onAdded: () => void }) {
  const add = useAction(async (id: string, name: string) => {
    await addPeopleTo(visit.id, [id]);
    toast(vt('add.person.done', { name }));
    onAdded();
  });
  const on = new Set(there.map((e) => e.resident?.id));
  return (
    <Dialog open title={vt('add.person.title')} size="wide" onClose={onClose}>
      <div class="stack-v">
        {add.error !== undefined && <ErrorState error={add.error} />}
        <PersonFinder action={(p) => (on.has(p.id) ? <span class="muted small">{vt('add.person.there')}</span> : <Button size="small" icon="plus" busy={add.busy} onClick={() => void add.run(p.id, p.name)}>{vt('add.person.go')}</Button>)} />
      </div>
    </Dialog>
  );
}
