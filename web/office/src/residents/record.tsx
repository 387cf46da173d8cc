// All that the register holds of a person, and what is odd about it.
import type { ResidentRecord } from '@lib/contract/register';
import { date, moment, nik } from '@lib/format';
import { Card, Facts, Notice } from '@lib/ui';
import { sexName } from '../words';
import { rt } from './texts';

const warnings = ['nik_birth_differs', 'nik_sex_differs', 'nik_region_unknown', 'card_number_odd', 'field_unread', 'ktp_status_lowered'] as const;

export function RecordFacts({ person: p }: { person: ResidentRecord }) {
  const a = p.address;
  const lines = [a.line, (a.rt > 0 || a.rw > 0) && rt('rtrw', { rt: String(a.rt).padStart(3, '0'), rw: String(a.rw).padStart(3, '0') }), a.hamlet, a.post_code].filter(Boolean).join(', ');
  const known = (items: { label: string; value: string }[]) => items.filter((i) => i.value !== '');
  return (
    <Card title={rt('record')}>
      <div class="stack-v">
        {p.warnings.length > 0 && (
          <Notice tone="warn" title={rt('warn')}><ul class="plain">{p.warnings.map((w) => <li key={w}>{warningText(w)}</li>)}</ul></Notice>
        )}
        <Facts items={known([
          { label: rt('nik'), value: nik(p.nik) }, { label: rt('kk'), value: nik(p.family_card) },
          { label: rt('birth'), value: `${p.birth_place && `${p.birth_place}, `}${date(p.birth_date)}` }, { label: rt('sex'), value: sexName(p.sex) },
          { label: rt('address'), value: lines }, { label: rt('kel'), value: p.area.name }, { label: rt('kec'), value: p.kecamatan.name }, { label: rt('city'), value: p.city.name },
          { label: rt('relation'), value: p.relation.name }, { label: rt('marital'), value: p.marital.name }, { label: rt('religion'), value: p.religion.name },
          { label: rt('education'), value: p.education.name }, { label: rt('job'), value: p.occupation.name }, { label: rt('nation'), value: p.citizenship.name },
          { label: rt('blood'), value: p.blood.name }, { label: rt('mother'), value: p.mother_name }, { label: rt('father'), value: p.father_name },
          { label: rt('phone'), value: p.phone }, { label: rt('email'), value: p.email },
        ])} />
        <p class="muted small">{rt('source', { name: p.source.name || p.source.kind, at: moment(p.source.at) })}{p.source.row > 0 && `, ${rt('source.row', { n: p.source.row })}`}</p>
      </div>
    </Card>
  );
}

/** A warning in words; one that is not known yet as it is. */
export function warningText(code: string): string {
  const known = warnings.find((w) => w === code);
  return known ? rt(`warn.${known}`) : code.replaceAll('_', ' ');
}
