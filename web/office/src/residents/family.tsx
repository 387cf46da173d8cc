// The others on the family card.
import type { ResidentRecord } from '@lib/contract/register';
import { Load, useLoad } from '@lib/load';
import { Link } from '@lib/router';
import { Avatar, Card } from '@lib/ui';
import { ktpName, sexName, years } from '../words';
import { family } from './calls';
import { rt } from './texts';

export function FamilyCard({ person }: { person: ResidentRecord }) {
  const from = useLoad((stop) => family(person.id, stop), [person.id]);
  return (
    <Card title={rt('family')}>
      <Load from={from}>
        {(members) => {
          const others = members.filter((m) => m.id !== person.id);
          if (others.length === 0) return <p class="muted">{rt('family.alone')}</p>;
          return (
            <ul class="plain people">
              {others.map((m) => (
                <li key={m.id} class="brand"><Avatar name={m.name} /><span><Link to={`/penduduk/${m.id}`}>{m.name}</Link><span class="muted small">{sexName(m.sex)}, {years(m.age)} · {ktpName(m.ktp_status)}</span></span></li>
              ))}
            </ul>
          );
        }}
      </Load>
    </Card>
  );
}
