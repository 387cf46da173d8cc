// A person's page: where they stand and what to do next, the record, the family, what happened so far.
import './residents.css';
import type { ResidentRecord } from '@lib/contract/register';
import { Load, useLoad } from '@lib/load';
import { useTitle, type Params } from '@lib/router';
import { Badge, Button, Card, Notice, PageHead, Photo, Skeleton } from '@lib/ui';
import { t } from '../texts';
import { lifeName, sexName, years } from '../words';
import { photoOf, record, standing } from './calls';
import { FamilyCard } from './family';
import { History, WhereTheyStand } from './history';
import { KtpCard } from './ktp';
import { WhoLooked } from './looked';
import { RecordFacts } from './record';
import { rt } from './texts';

export default function PersonScreen({ params }: { params: Params }) {
  const id = params.id ?? '';
  const from = useLoad((stop) => record(id, stop), [id]);
  useTitle(rt('title'), t('app')); // no name in the browser's history
  return (
    <>
      <div class="crumb no-print"><Button kind="quiet" size="small" icon="back" to="/penduduk">{rt('back')}</Button></div>
      <Load from={from} waiting={<div class="stack-v wide"><Skeleton height={90} /><Skeleton height={420} /></div>}>
        {(p) => <Page person={p} reload={from.reload} />}
      </Load>
    </>
  );
}

function Page({ person: p, reload }: { person: ResidentRecord; reload: () => void }) {
  const stand = useLoad((stop) => standing(p.id, stop), [p.id, p.ktp_status.code]);
  return (
    <>
      <div class="person-head">
        <Photo size="medium" src={photoOf(p.id)} name={p.name} />
        <PageHead
          title={p.name}
          sub={<>{sexName(p.sex)}, {years(p.age)} · {p.area.name}, {p.kecamatan.name} {p.life.code > 1 && <Badge tone="warn">{lifeName(p.life)}</Badge>}</>}
        />
      </div>
      <div class="stack-v wide">
        {!p.domiciled_here && <Notice tone="info" title={rt('outside', { city: p.city.name })} />}
        <div class="split">
          <div class="stack-v">
            <Card title={rt('stand')}><Load from={stand}>{(s) => <WhereTheyStand standing={s} />}</Load></Card>
            <RecordFacts person={p} />
            <Card title={rt('attempts')}><Load from={stand}>{(s) => <History attempts={s.attempts} />}</Load></Card>
          </div>
          <div class="stack-v">
            <KtpCard person={p} onChange={reload} />
            <FamilyCard person={p} />
            <WhoLooked id={p.id} />
          </div>
        </div>
      </div>
    </>
  );
}
