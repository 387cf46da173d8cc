import { nik as nikGroups } from '@lib/format';
import { lang } from '@lib/i18n';
import { Icon } from '@lib/ui';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { dayOfSeconds, pictureIn } from './claims';
import type { Named } from './vci/metadata';
import type { Json } from './vci/encode';
import { t } from './texts';
import { nameIn, textIn } from './wallet';

type FaceProps = { title: Named; from: Named; claims: Json; /** Lets it turn up with a movement. */ arriving?: boolean; /** Without the button that shows the NIK. */ plain?: boolean };

/** The card as its holder shows it. The NIK is hidden until it is asked for. */
export function IdCard(p: FaceProps): JSX.Element {
  const { claims } = p;
  const name = nameIn(claims);
  const number = textIn(claims, 'personal_administrative_number');
  const place = [textIn(claims, 'kelurahan'), textIn(claims, 'address', 'locality')].filter(Boolean).join(', ');
  const specimen = claims.specimen === true;
  return (
    <article class={p.arriving ? 'id-card arriving' : 'id-card'} aria-label={`${p.title[lang.value]}: ${name}`}>
      <Pattern />
      <header class="id-head">
        <span class="id-title">{p.title[lang.value]}</span>
        <span class="id-from">{p.from[lang.value]}</span>
      </header>
      <div class="id-body">
        <Portrait claims={claims} name={name} specimen={specimen} />
        <div class="id-text">
          <strong class="id-name">{name}</strong>
          {place && <span class="id-place">{place}</span>}
        </div>
      </div>
      <footer class="id-foot">
        {number && !p.plain && <Nik number={number} />}
        {typeof claims.exp === 'number' && <span class="id-until"><span class="id-label">{t('card.until')}</span><b>{dayOfSeconds(claims.exp)}</b></span>}
      </footer>
      {specimen && <Specimen />}
    </article>
  );
}

/** The holder's picture. */
export function Portrait({ claims, name, specimen }: { claims: Json; name: string; specimen: boolean }): JSX.Element {
  const picture = pictureIn(claims);
  return (
    <span class="id-photo">
      {picture ? <img src={picture} alt={t('card.photo', { name })} /> : <Icon name="person" size={48} />}
      {specimen && <span class="id-photo-mark" aria-hidden="true">{t('card.specimen')}</span>}
    </span>
  );
}

function Nik({ number }: { number: string }): JSX.Element {
  const [shown, show] = useState(false);
  return (
    <button type="button" class="id-nik" aria-pressed={shown} aria-label={shown ? `${t('card.hide')}: ${number}` : t('card.show')} onClick={() => show(!shown)}>
      <span class="id-label">NIK <Icon name="eye" size={16} /></span>
      <b>{shown ? nikGroups(number) : '•••••• •••••• ••••'}</b>
    </button>
  );
}

/** Says across the whole face that this is no document. */
function Specimen(): JSX.Element {
  return (
    <>
      <span class="id-specimen" aria-hidden="true">{t('card.specimen')}</span>
      <span class="sr-only">{t('details.specimen')}</span>
    </>
  );
}

/** Paths that come to a person, as in the product's mark. */
function Pattern(): JSX.Element {
  return (
    <svg class="id-pattern" viewBox="0 0 360 226" preserveAspectRatio="xMaxYMid slice" aria-hidden="true" focusable="false">
      {[0, 1, 2, 3, 4].map((i) => <path key={i} d={`M${150 + i * 26} -10h90a46 46 0 0 1 46 46v40a52 52 0 0 1-52 52h-70a52 52 0 0 0-52 52v60`} />)}
      <circle cx="322" cy="34" r="13" />
    </svg>
  );
}
