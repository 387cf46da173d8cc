import { nik } from '@lib/format';
import { Button, Card, Facts, Notice } from '@lib/ui';
import { navigate } from '@lib/router';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { grouped, type Row } from '../claims';
import { t } from '../texts';
import { open } from '../wallet';
import { Frame } from './frame';
import { frontCard } from './home';

/** Everything that the card says. */
export function Details(): JSX.Element | null {
  const o = open.value;
  const card = o && frontCard(o);
  const claims = card && o.claims[card.id];
  if (!claims) return null;
  return (
    <Frame title={t('details.title')} back={() => navigate('/')} nav>
      {claims.specimen === true && <Notice tone="warn" title={t('card.specimen')}>{t('details.specimen')}</Notice>}
      {grouped(claims, card.labels).map((g) => (
        <Card key={g.key} title={t(`details.${g.key}`)}>
          <Facts items={g.rows.map((r) => ({ label: r.label, value: r.path === 'personal_administrative_number' ? <Hidden row={r} /> : r.value }))} />
        </Card>
      ))}
    </Frame>
  );
}

function Hidden({ row }: { row: Row }): JSX.Element {
  const [shown, show] = useState(false);
  return (
    <span class="between">
      <span>{shown ? nik(row.value) : '•••••• •••••• ••••'}</span>
      <Button kind="quiet" icon="eye" label={t(shown ? 'card.hide' : 'card.show')} onClick={() => show(!shown)} />
    </span>
  );
}
