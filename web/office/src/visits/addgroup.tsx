// Everybody of a group on the roster.
import { useState } from 'preact/hooks';
import type { Visit } from '@lib/contract/outreach';
import { Load, useAction, useLoad } from '@lib/load';
import { Button, Dialog, ErrorState, Select, toast } from '@lib/ui';
import { t } from '../texts';
import { kindName } from '../words';
import { addGroupTo, groups } from './calls';
import { vt } from './texts';

export function AddGroup({ visit, onClose, onAdded }: { visit: Visit; onClose: () => void; onAdded: () => void }) {
  const from = useLoad((stop) => groups(undefined, stop), []);
  const [group, setGroup] = useState(visit.host?.id ?? '');
  const chosen = group || from.data?.[0]?.id || '';
  const add = useAction(async () => {
    const { added } = await addGroupTo(visit.id, chosen);
    toast(added > 0 ? vt('add.n', { n: added }) : vt('add.zero'));
    onAdded();
    onClose();
  });
  return (
    <Dialog
      open title={vt('add.group.title')} onClose={onClose}
      actions={<><Button onClick={onClose}>{t('cancel')}</Button><Button kind="primary" busy={add.busy} disabled={chosen === ''} onClick={() => void add.run()}>{vt('add.group.go')}</Button></>}
    >
      <div class="stack-v">
        <p class="muted">{vt('add.group.about')}</p>
        {add.error !== undefined && <ErrorState error={add.error} />}
        <Load from={from}>
          {(all) => <Select label={vt('add.group.which')} value={chosen} options={all.map((g) => ({ value: g.id, label: `${g.name} (${kindName(g.kind)}, ${vt('roster.n', { n: g.members })})` }))} onValue={setGroup} />}
        </Load>
      </div>
    </Dialog>
  );
}
