// The card's status, and its change after a second look.
import { useState } from 'preact/hooks';
import type { ResidentRecord } from '@lib/contract/register';
import { useAction } from '@lib/load';
import { Button, Card, Dialog, ErrorState, Select, Status, toast } from '@lib/ui';
import { may } from '../session';
import { t } from '../texts';
import { ktpName, ktpOrder } from '../words';
import { setKtpStatus } from './calls';
import { rt } from './texts';

export function KtpCard({ person: p, onChange }: { person: ResidentRecord; onChange: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Card title={rt('ktp.card')} actions={may('attempt.write') && <Button kind="quiet" size="small" icon="edit" onClick={() => setOpen(true)}>{rt('ktp.change')}</Button>}>
      <div class="cluster">
        <Status tone={p.ktp_status.code <= 2 ? 'warn' : 'ok'} icon="card">{ktpName(p.ktp_status)}</Status>
        <Status tone="idle" icon="person">{rt(p.wajib_ktp ? 'ktp.wajib' : 'ktp.notyet')}</Status>
      </div>
      {open && <Change person={p} onClose={() => setOpen(false)} onChange={onChange} />}
    </Card>
  );
}

function Change({ person: p, onClose, onChange }: { person: ResidentRecord; onClose: () => void; onChange: () => void }) {
  const [to, setTo] = useState(p.ktp_status.code);
  const name = (code: number) => ktpName({ code, name: '' });
  const change = useAction(async () => {
    const before = p.ktp_status.code;
    await setKtpStatus(p.id, to);
    toast(rt('ktp.done', { to: name(to) }), { action: { label: t('undo'), run: () => void setKtpStatus(p.id, before).then(onChange, onChange) } });
    onChange();
    onClose();
  });
  return (
    <Dialog
      open title={rt('ktp.title')} onClose={onClose}
      actions={<><Button onClick={onClose}>{t('cancel')}</Button><Button kind="primary" busy={change.busy} disabled={to === p.ktp_status.code} onClick={() => void change.run()}>{rt('ktp.go')}</Button></>}
    >
      <div class="stack-v">
        {change.error !== undefined && <ErrorState error={change.error} />}
        <Select label={rt('ktp.new')} value={String(to)} options={ktpOrder.map((code) => ({ value: String(code), label: name(code) }))} onValue={(code) => setTo(Number(code))} />
        {to !== p.ktp_status.code && <p><strong>{rt('ktp.confirm', { name: p.name, from: ktpName(p.ktp_status), to: name(to) })}</strong></p>}
        <p class="muted">{rt('ktp.about')}</p>
      </div>
    </Dialog>
  );
}
