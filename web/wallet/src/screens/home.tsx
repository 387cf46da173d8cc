import { Link, navigate } from '@lib/router';
import { Button, Icon, Notice } from '@lib/ui';
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { IdCard } from '../card';
import { Start } from './start';
import { t } from '../texts';
import { lock, nameIn, open, state, type Open } from '../wallet';
import { Frame } from './frame';
import { Unfinished } from './unfinished';

/** Which card is in front, where a family shares a phone. */
const front = signal('');

/** The card that is in front. */
export function frontCard(o: Open) {
  return o.content.cards.find((c) => c.id === front.value) ?? o.content.cards[0];
}

/** The card, whether the office knows of it, and where to go from here. */
export function Home(): JSX.Element {
  const o = open.value;
  const card = o && frontCard(o);
  const claims = card && o.claims[card.id];
  if (!o || !card || !claims) return <Start />;
  const pending = state.value.outbox.find((p) => p.card === card.id);
  const over = typeof claims.exp === 'number' && claims.exp * 1000 < Date.now();
  const lockNow = () => {
    lock();
    navigate('/', { replace: true });
  };
  return (
    <Frame title={t('home.title')} nav actions={<Button kind="quiet" icon="lock" onClick={lockNow}>{t('home.lock')}</Button>}>
      <Unfinished />
      {o.content.cards.length > 1 && <Chooser o={o} chosen={card.id} />}
      <IdCard title={card.title} from={card.from} claims={claims} />
      {over && <Notice tone="warn" icon="clock">{t('home.over')}</Notice>}
      {pending?.lapsed && <Notice tone="warn" title={t('home.lapsed')}>{t('home.lapsed.text')}</Notice>}
      {pending && !pending.lapsed && <Notice tone="info" icon="offline" live>{t('home.waiting')}</Notice>}
      <div class="assurance panel">
        <span><Icon name="ok" />{t('home.stored')}</span>
        <span><Icon name="ok" />{t('home.offline')}</span>
        {state.value.confirmed[card.id] !== undefined && <span><Icon name="ok" />{t('home.confirmed')}</span>}
      </div>
      <nav class="links" aria-label={t('details.title')}>
        <Link to="/data"><Icon name="list" /><span>{t('home.all')}</span><Icon name="next" /></Link>
      </nav>
    </Frame>
  );
}

function Chooser({ o, chosen }: { o: Open; chosen: string }): JSX.Element {
  return (
    <div class="segments" role="group" aria-label={t('home.which')}>
      {o.content.cards.map((c) => (
        <button key={c.id} type="button" aria-pressed={c.id === chosen} onClick={() => (front.value = c.id)}>{nameIn(o.claims[c.id] ?? {}).split(' ')[0]}</button>
      ))}
    </div>
  );
}
