// Penduduk: one search box.
import { useTitle } from '@lib/router';
import { PageHead } from '@lib/ui';
import { t } from '../texts';
import { PersonFinder } from './finder';
import { rt } from './texts';

export default function SearchScreen() {
  useTitle(rt('title'), t('app'));
  return <><PageHead title={rt('title')} /><PersonFinder keep /></>;
}
