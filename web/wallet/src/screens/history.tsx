import { moment } from '@lib/format';
import { lang } from '@lib/i18n';
import { Card, Icon } from '@lib/ui';
import type { JSX } from 'preact';
import { t } from '../texts';
import { open, state } from '../wallet';
import { Frame } from './frame';

/** What happened to the cards, the newest first. */
export function History(): JSX.Element | null {
  const o = open.value;
  if (!o) return null;
  const confirmed = state.value.confirmed;
  return (
    <Frame title={t('history.title')} nav>
      <Card>
        <ol class="timeline">
          {o.content.history.map((e) => (
            <>
              {confirmed[e.card] !== undefined && (
                <li key={`${e.card}c`}><Icon name="ok" /><div><strong>{t('history.confirmed')}</strong><span class="muted small">{moment(confirmed[e.card] ?? 0)}</span></div></li>
              )}
              <li key={e.card}>
                <Icon name="card" />
                <div>
                  <strong>{t(`history.${e.what}`)}</strong>
                  <span>{e.title[lang.value]} – {e.name}<br />{t('history.from', { from: e.from[lang.value] })}</span>
                  <span class="muted small"><br />{moment(e.at)}</span>
                </div>
              </li>
            </>
          ))}
        </ol>
      </Card>
      <p class="muted small center">{t('history.note')}</p>
    </Frame>
  );
}
