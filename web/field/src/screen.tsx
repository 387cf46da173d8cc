// The frame of every screen: bar, network line, content, and at the thumb's height the next action.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Loaded } from '@lib/load';
import { place } from '@lib/router';
import { BottomNav, Button, EmptyState, ErrorState, Icon, Notice, Skeleton, TopBar } from '@lib/ui';
import { isLost, lost } from './network';
import { t } from './texts';

type ScreenProps = {
  title: string;
  sub?: ComponentChildren;
  back?: () => void;
  actions?: ComponentChildren;
  /** Stays in reach at the bottom: the next action and, beside it, at most one other. */
  dock?: ComponentChildren;
  /** The three places of the app. Not in the middle of serving a person. */
  nav?: boolean;
  wide?: boolean;
  class?: string;
  children?: ComponentChildren;
};

let arrived = ''; // the screen that had the focus last

export function Screen(p: ScreenProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const here = `${place.value.path}?${place.value.query.get('langkah') ?? ''}`;
  useEffect(() => {
    document.title = `${p.title} – Jemput`;
    if (arrived !== '' && arrived !== here) focusOn(box.current?.querySelector<HTMLElement>('h1'));
    arrived = here;
  }, [here, p.title]);
  return (
    <div class={['screen', p.nav && 'with-nav', p.class].filter(Boolean).join(' ')} ref={box}>
      <TopBar title={p.title} sub={p.sub} back={p.back} actions={p.actions} />
      <NetworkLine />
      <main class={p.wide ? 'field-page wide' : 'field-page'}>{p.children}</main>
      {p.dock && <footer class="dock"><div class="dock-inside">{p.dock}</div></footer>}
      {p.nav && <BottomNav items={[
        { to: '/', label: t('nav.home'), icon: 'home' },
        { to: '/dilayani', label: t('nav.served'), icon: 'list' },
        { to: '/akun', label: t('nav.account'), icon: 'person' },
      ]} />}
    </div>
  );
}

function focusOn(heading: HTMLElement | null | undefined): void {
  if (!heading || document.querySelector('[autofocus]')) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

function NetworkLine(): JSX.Element {
  return <div class="network" role="status">{lost.value && <p class="network-line"><Icon name="offline" />{t('network.lost')}</p>}</div>;
}

/** What a screen loads: waiting, there, gone wrong. Without a network it says so and goes on trying. */
export function Shown<T>(p: { from: Loaded<T>; waiting?: ComponentChildren; children: (data: T) => ComponentChildren }): JSX.Element {
  const { data, error, reload } = p.from;
  if (data !== undefined) return <>{p.children(data)}</>;
  if (error === undefined) return <>{p.waiting ?? <Skeleton lines={6} />}</>;
  if (!isLost(error)) return <ErrorState error={error} retry={reload} />;
  return <EmptyState icon="offline" title={t('network.none')} action={<Button icon="retry" onClick={reload}>{t('network.now')}</Button>}>{t('network.again')}</EmptyState>;
}

/** What went wrong with something the officer did, above the button that does it again. */
export function Trouble({ error, retry }: { error: unknown; retry?: () => void }): JSX.Element | null {
  if (error === undefined) return null;
  if (!isLost(error)) return <ErrorState error={error} retry={retry} />;
  return (
    <Notice tone="warn" icon="offline" title={t('network.none')} live actions={retry && <Button icon="retry" onClick={retry}>{t('network.retry')}</Button>}>
      {t('network.kept')}
    </Notice>
  );
}
