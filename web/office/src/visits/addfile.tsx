// A staff list as a file: first what would come of it, then the doubtful rows before a person, then onto the roster.
import { useState } from 'preact/hooks';
import type { Visit } from '@lib/contract/outreach';
import { date, number } from '@lib/format';
import { useAction } from '@lib/load';
import { Button, Dialog, ErrorState, toast } from '@lib/ui';
import { Drop } from '../drop';
import { addPeopleTo, rosterFile, type RosterImport } from './calls';
import { vt } from './texts';

type Read = { file: File; result: RosterImport };

export function AddFile({ visit, onClose, onAdded }: { visit: Visit; onClose: () => void; onAdded: () => void }) {
  const [read, setRead] = useState<Read>();
  const [picked, setPicked] = useState<Record<number, string>>({});
  const look = useAction(async (file: File) => {
    setRead({ file, result: await rosterFile(visit.id, file, true) });
    setPicked({});
  });
  const go = useAction(async ({ file }: Read) => {
    const { added, linked } = await rosterFile(visit.id, file, false);
    const chosen = Object.values(picked).filter(Boolean);
    const more = chosen.length > 0 ? (await addPeopleTo(visit.id, chosen)).added : 0;
    toast(vt('file.done', { n: added + linked + more }));
    onAdded();
    onClose();
  });
  const n = read ? read.result.added + read.result.linked + Object.values(picked).filter(Boolean).length : 0;
  return (
    <Dialog
      open title={vt('file.title')} size="wide" onClose={onClose}
      actions={read && (
        <>
          <Button onClick={() => setRead(undefined)}>{vt('file.other')}</Button>
          <Button kind="primary" busy={go.busy} disabled={n === 0} onClick={() => void go.run(read)}>{n > 0 ? vt('file.go', { n }) : vt('file.none')}</Button>
        </>
      )}
    >
      <div class="stack-v">
        {(look.error ?? go.error) !== undefined && <ErrorState error={look.error ?? go.error} />}
        {read ? <Outcome result={read.result} picked={picked} onPick={(row, id) => setPicked({ ...picked, [row]: id })} /> : (
          <Drop title={vt('file.drop')} about={vt('file.about')} choose={vt('file.choose')} busy={look.busy} onFile={(f) => void look.run(f)} />
        )}
      </div>
    </Dialog>
  );
}

const reasons = ['name_differs', 'nik_not_found', 'several_fit', 'sex_differs', 'not_living', 'name_similar', 'birth_date_differs', 'birth_date_not_said', 'nobody_fits'] as const;
function why(code: string): string {
  const known = reasons.find((r) => r === code);
  return vt(known ? `why.${known}` : 'why.other');
}

function Outcome({ result: r, picked, onPick }: { result: RosterImport; picked: Record<number, string>; onPick: (row: number, id: string) => void }) {
  const counts = [
    ['matched', r.matched], ['already', r.already], ['doubtful', r.doubtful.length], ['unmatched', r.unmatched.length], ['rejected', r.rejected.length],
  ] as const;
  return (
    <>
      <p>{vt('file.read', { rows: r.rows, name: r.file })}. <span class="muted">{vt('file.columns', { list: Object.values(r.columns).join(', ') })}</span></p>
      <dl class="tally">{counts.filter(([, n]) => n > 0).map(([key, n]) => <div key={key}><dt>{vt(`file.${key}`)}</dt><dd>{number(n)}</dd><dd class="muted small">{vt(`file.${key}.sub`)}</dd></div>)}</dl>
      {r.doubtful.map((d) => (
        <fieldset key={d.row} class="doubt">
          <legend><strong>{d.given_name}</strong> <span class="muted small">{vt('file.row', { n: d.row })} · {d.unit && `${d.unit} · `}{why(d.reason)}</span></legend>
          {d.candidates.map((c) => (
            <label key={c.id} class="choice"><input type="radio" name={`row${d.row}`} checked={picked[d.row] === c.id} disabled={c.on_roster} onChange={() => onPick(d.row, c.id)} /><span>{c.name}<span class="muted small"> {c.nik_masked} · {date(c.birth_date)} · {c.area.name}{c.on_roster && ` · ${vt('add.person.there')}`}</span></span></label>
          ))}
          <label class="choice"><input type="radio" name={`row${d.row}`} checked={!picked[d.row]} onChange={() => onPick(d.row, '')} /><span>{vt('file.skip')}</span></label>
        </fieldset>
      ))}
      {r.unmatched.length > 0 && <Names title={vt('file.unmatched')} rows={r.unmatched.map((u) => ({ row: u.row, text: u.given_name, why: why(u.reason) }))} />}
      {r.rejected.length > 0 && <Names title={vt('file.rejected')} rows={r.rejected.map((u) => ({ row: u.row, text: '', why: why(u.reason ?? u.code ?? '') }))} />}
    </>
  );
}

const most = 50; // rows shown of one kind

function Names({ title, rows }: { title: string; rows: { row: number; text: string; why: string }[] }) {
  return (
    <details class="fold">
      <summary>{title} ({number(rows.length)})</summary>
      <ul class="plain small">{rows.slice(0, most).map((r) => <li key={r.row}><span class="muted">{vt('file.row', { n: r.row })}</span> {r.text} <span class="muted">· {r.why}</span></li>)}</ul>
      {rows.length > most && <p class="muted small">{vt('file.more', { n: rows.length - most })}</p>}
    </details>
  );
}
