import { lang } from '@lib/i18n';
import { online } from '@lib/offline';
import { navigate } from '@lib/router';
import { Button, ErrorState, Facts, Icon } from '@lib/ui';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { IdCard } from '../card';
import { isFinal, codeOf } from '../faults';
import { unheard } from '../outbox';
import { agree, giveUp, leave, receiving, resume, retry, type Receiving } from '../receive';
import { t } from '../texts';
import { state } from '../wallet';
import { Code } from './code';
import { Frame, Working } from './frame';
import { NewPin } from './newpin';
import { Review } from './review';
import { HomeScreenFirst } from './start';

const home = () => navigate('/', { replace: true });

/** Receiving a card, step by step, on one address: back leaves it, and it can be taken up again. */
export function Receive(): JSX.Element | null {
  const r = receiving.value;
  useEffect(() => {
    if (!r) void resume().then((there) => !there && home());
  }, [r]);
  useEffect(() => {
    scrollTo(0, 0); // each step begins at its top
    const heading = document.querySelector<HTMLElement>('main h2, main h1');
    if (heading) heading.tabIndex = -1;
    heading?.focus({ preventScroll: true });
  }, [r?.step]);
  if (!r) return null;
  if (r.step === 'done') return <Done r={r} />;
  const back = () => {
    leave();
    home();
  };
  return <Frame title={t('receive.title')} back={back}>{r.error !== undefined ? <Failed r={r} /> : <Shown r={r} />}</Frame>;
}

function Shown({ r }: { r: Receiving }): JSX.Element | null {
  switch (r.step) {
    case 'offer': return <OfferView r={r} />;
    case 'code': return <Code r={r} />;
    case 'review': return <Review r={r} />;
    case 'pin': return <NewPin />;
    case 'storing': return <Working text={t('receive.storing')} />;
    case 'fetching': return <Working text={t('receive.fetching')} hint={t('receive.fetching.hint')} />;
    default: return <Working text={t('receive.reading')} />;
  }
}

/** What happened, and the one thing to do now. */
function Failed({ r }: { r: Receiving }): JSX.Element {
  const anew = isFinal(r.error);
  const there = online.value;
  const before = useRef(there);
  useEffect(() => {
    if (there && !before.current && ['offline', 'timeout'].includes(codeOf(r.error))) void retry(); // the network is back: go on by itself
    before.current = there;
  }, [there]);
  const toScan = async () => {
    await giveUp();
    navigate('/pindai', { replace: true });
  };
  return (
    <>
      <ErrorState error={r.error} retry={anew || codeOf(r.error) === 'offer_done' ? undefined : () => void retry()} />
      {codeOf(r.error) === 'other_issuer' && <OtherIssuer r={r} />}
      {codeOf(r.error) === 'offer_done' && <Button kind="primary" size="large" wide onClick={() => { leave(); home(); }}>{t('receive.home')}</Button>}
      {anew && <Button kind="primary" size="large" wide icon="qr" onClick={() => void toScan()}>{t('receive.again')}</Button>}
    </>
  );
}

function OtherIssuer({ r }: { r: Receiving }): JSX.Element {
  const host = r.error instanceof Error && 'detail' in r.error ? String(r.error.detail) : '';
  return <Facts items={[{ label: t('other.theirs'), value: host }, { label: t('other.own'), value: location.host }]} />;
}

function OfferView({ r }: { r: Receiving }): JSX.Element | null {
  const { about } = r;
  if (!about) return null;
  const names = about.labels.filter((l) => l.path.length === 1).map((l) => l.name[lang.value]);
  const has = (claim: string) => about.labels.some((l) => l.path[0] === claim);
  return (
    <>
      <div>
        <p class="muted">{t('offer.title')}</p>
        <h2 class="review-name">{about.title[lang.value]}</h2>
      </div>
      <section class="card">
        <div class="card-body stack-v">
          <dl class="facts">
            <div><dt>{t('offer.from')}</dt><dd>{about.from[lang.value]}<span class="muted small"> ({about.host})</span></dd></div>
          </dl>
          <div>
            <p class="muted small">{t('offer.holds')}</p>
            <ul class="holds">
              {has('portrait') && <li><Icon name="camera" />{t('offer.photo')}</li>}
              <li><Icon name="person" />{t('offer.person')}</li>
              {has('address') && <li><Icon name="pin" />{t('offer.address')}</li>}
            </ul>
            {names.length > 0 && (
              <details class="fold">
                <summary>{t('offer.holds.all', { n: names.length })}</summary>
                <ul>{names.map((n) => <li key={n}>{n}</li>)}</ul>
              </details>
            )}
          </div>
        </div>
      </section>
      <div class="assurance"><span><Icon name="lock" />{t('offer.yours')}</span></div>
      <HomeScreenFirst />
      <div class="foot"><Button kind="primary" size="large" wide onClick={() => void agree()}>{t('offer.accept')}</Button></div>
    </>
  );
}

function Done({ r }: { r: Receiving }): JSX.Element | null {
  const waiting = state.value.outbox.length > 0;
  const finish = () => {
    leave();
    home();
  };
  if (!r.claims || !r.about) return null;
  return (
    <main class="wallet page narrow screen whole">
      <span class="big-check"><Icon name="check" size={36} /></span>
      <div class="center" role="status">
        <h1 class="big">{t('done.title')}</h1>
        <p class="lead">{t(!waiting ? 'done.told' : unheard.value ? 'done.later' : 'done.telling')}</p>
      </div>
      <IdCard title={r.about.title} from={r.about.from} claims={r.claims} arriving plain />
      <div class="foot"><Button kind="primary" size="large" wide onClick={finish}>{t('done.finish')}</Button></div>
    </main>
  );
}
