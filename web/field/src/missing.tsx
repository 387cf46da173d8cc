import type { JSX } from 'preact';
import { Button, EmptyState } from '@lib/ui';
import { Screen } from './screen';
import { t } from './texts';

/** An address that leads nowhere. */
export function Missing(): JSX.Element {
  return (
    <Screen title={t('missing.title')} nav>
      <EmptyState icon="help" title={t('missing.title')} action={<Button kind="primary" icon="home" to="/">{t('nav.home')}</Button>}>{t('missing.about')}</EmptyState>
    </Screen>
  );
}
