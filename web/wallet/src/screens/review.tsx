import { useAction } from '@lib/load';
import { navigate } from '@lib/router';
import { Button, ErrorState, Notice, toast } from '@lib/ui';
import type { JSX } from 'preact';
import { Portrait } from '../card';
import { birthDay, dayOfSeconds } from '../claims';
import { confirm, decline, type Receiving } from '../receive';
import { t } from '../texts';
import { nameIn, textIn } from '../wallet';

/** The card that came, before it is taken: a look at who is on it and until when it holds. */
export function Review({ r }: { r: Receiving }): JSX.Element | null {
  const claims = r.claims ?? {};
  const yes = useAction(confirm);
  const no = useAction(async () => {
    await decline();
    toast(t('review.declined'), { tone: 'info', seconds: 10 });
    navigate('/', { replace: true });
  });
  const born = textIn(claims, 'birthdate');
  return (
    <>
      <div class="center">
        <h2 class="review-name">{t('review.title')}</h2>
        <p class="muted">{t('review.lead')}</p>
      </div>
      <section class="card">
        <div class="card-body review-face">
          <Portrait claims={claims} name={nameIn(claims)} specimen={claims.specimen === true} />
          <div>
            <p class="review-name">{nameIn(claims)}</p>
            {/^\d{4}-\d\d-\d\d$/.test(born) && <p>{t('card.born')} {birthDay(born)}</p>}
            {typeof claims.exp === 'number' && <p class="muted">{t('card.until')} {dayOfSeconds(claims.exp)}</p>}
          </div>
        </div>
      </section>
      {r.skew ? <Notice tone="warn" icon="clock">{t('review.clock', { n: Math.abs(r.skew) })}</Notice> : null}
      {(yes.error ?? no.error) !== undefined && <ErrorState error={yes.error ?? no.error} />}
      <div class="foot">
        <Button kind="primary" size="large" wide busy={yes.busy} onClick={() => void yes.run()}>{t('review.yes')}</Button>
        <Button kind="quiet" wide busy={no.busy} onClick={() => void no.run()}>{t('review.no')}</Button>
      </div>
    </>
  );
}
