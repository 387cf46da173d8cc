import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Attempt, Offer } from '@lib/contract/enrol';
import { useAction } from '@lib/load';
import { Button, Code, Icon, Notice, Qr, Skeleton, Status, toast } from '@lib/ui';
import { offer as ask } from './calls';
import { minutes, useCountdown } from './countdown';
import { NotThis } from './match';
import { demo } from './node';
import { useLive } from './network';
import { keepOffer, offerOf } from './offers';
import type { StepProps } from './person';
import { Screen, Trouble } from './screen';
import { StepLine } from './stepline';
import { t } from './texts';
import { useAwake } from './awake';

/** Step 4: the QR for the resident's phone, the code to read out, and what the phone is doing. */
export function Handover(p: StepProps): JSX.Element | null {
  const a = p.attempt;
  const given = a ? offerOf(a.id) : undefined;
  const make = useAction(async () => {
    if (!a) return;
    const made = await ask(a.id);
    keepOffer(a.id, made);
    p.onAttempt({ ...a, state: 'offered', offer: { expires_at: made.expires_at, redeemed: false, issued: false } }, 'handover');
  });
  useAwake();
  useLive<Attempt>(a ? `/api/v1/attempts/${a.id}/events` : undefined, 'attempt', (now) => {
    if (JSON.stringify(now) !== JSON.stringify(a)) p.onAttempt(now, 'handover');
  });
  useEffect(() => {
    if (a && !a.offer && !given) void make.run(); // the first QR needs no press; a second one voids the first and does
  }, [a?.id]);
  if (!a) return null;
  const taken = a.offer?.redeemed === true;
  return (
    <Screen title={t('handover.title')} sub={p.record.name} actions={<Live attempt={a} />} back={p.back} wide class="handover-screen" dock={<><NotThis id={p.record.id} /><Button size="large" wide icon="retry" busy={make.busy} onClick={() => void make.run()}>{t('handover.new')}</Button></>}>
      <StepLine at="handover" />
      <div class="handover">
        <div class="handover-qr">{taken ? <Taken attempt={a} /> : given ? <QrSheet key={given.tx_code + given.expires_at} offer={given} gone={a.state === 'offered' && a.offer === null} /> : <Nothing busy={make.busy || make.error === undefined && !a.offer} />}</div>
        <div class="stack-v">
          <Trouble error={make.error} retry={() => void make.run()} />
          <Phases attempt={a} />
        </div>
      </div>
    </Screen>
  );
}

function QrSheet({ offer: o, gone }: { offer: Offer; gone: boolean }): JSX.Element {
  const [other, setOther] = useState(false);
  const left = useCountdown(o.expires_at);
  if (gone || left === 0) return <Notice tone="warn" icon="clock" title={t('handover.over')} live>{t('handover.over.about')}</Notice>;
  return (
    <div class="qr-sheet">
      <Qr text={other ? o.uri : o.link} level="L" label={t('handover.qr')} />
      <Code text={o.tx_code} label={t('handover.code')} />
      <p class="qr-hint">{t('handover.code.about')}</p>
      <p class={left < 60 ? 'qr-time soon' : 'qr-time'}><Icon name="clock" />{t('handover.left', { time: minutes(left) })}</p>
      <div class="qr-foot">
        <button type="button" class="chip" aria-pressed={other} onClick={() => setOther(!other)}>{t('handover.other')}</button>
        <button type="button" class="chip" onClick={() => void copy(other ? o.uri : o.link)}>{t('handover.copy')}</button>
        {demo.value && <a class="chip" href={o.link} target="_blank" rel="noopener">{t('handover.open')}</a>}
        <span class="qr-bright"><Icon name="sun" />{t('handover.bright')}</span>
      </div>
    </div>
  );
}

/** For a phone whose camera does not work: the link goes by a message; without the code it is worth nothing. */
async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(t('handover.copied'));
  } catch {
    toast(t('handover.copy.refused'), { tone: 'warn' });
  }
}

/** The phone has it: the QR is of no use any more and goes away. */
function Taken({ attempt: a }: { attempt: Attempt }): JSX.Element {
  const issued = a.offer?.issued === true;
  return (
    <div class="qr-taken" role="status">
      <span class="spinner" aria-hidden="true" />
      <strong>{t(issued ? 'handover.issued' : 'handover.taken')}</strong>
      <p>{t(issued ? 'handover.issued.about' : 'handover.taken.about')}</p>
    </div>
  );
}

function Nothing({ busy }: { busy: boolean }): JSX.Element {
  return busy ? <Skeleton height={380} /> : <Notice tone="info" icon="qr" title={t('handover.lost')}>{t('handover.lost.about')}</Notice>;
}

/** The same in one word, always in sight. */
function Live({ attempt: a }: { attempt: Attempt }): JSX.Element | null {
  if (!a.offer) return null;
  if (!a.offer.redeemed) return <Status tone="idle">{t('phase.now.waiting')}</Status>;
  return <Status tone="info" icon="device">{t(a.offer.issued ? 'phase.now.issued' : 'phase.redeemed')}</Status>;
}

/** What the phone did so far: four lines that tick off. */
function Phases({ attempt: a }: { attempt: Attempt }): JSX.Element {
  const done = [a.offer !== null, a.offer?.redeemed === true, a.offer?.issued === true, a.state === 'active'];
  const at = done.lastIndexOf(true);
  const names = [t('phase.waiting'), t('phase.redeemed'), t('phase.issued'), t('phase.active')];
  return (
    <ol class="phases" aria-label={t('phase.title')} aria-live="polite">
      {names.map((name, i) => {
        const past = i < at || (i === at && i > 0);
        const now = i === at && i === 0 ? true : i === at + 1 && at > 0;
        return (
          <li key={name} class={past ? 'done' : now ? 'now' : undefined} aria-current={now ? 'step' : undefined}>
            <span class="phase-dot">{past ? <Icon name="check" size={18} /> : now ? <span class="spinner" aria-hidden="true" /> : null}</span>
            <span>{name}</span>
          </li>
        );
      })}
    </ol>
  );
}
