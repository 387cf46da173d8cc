// The entry of the officer's app.
import '@lib/css/all.css';
import '@lib/css/font.css';
import './css/field.css';
import './css/person.css';
import type { JSX } from 'preact';
import { addErrors } from '@lib/errors';
import { keepOffline } from '@lib/offline';
import { Router, type Route } from '@lib/router';
import { start } from '@lib/start';
import { Skeleton, Toasts } from '@lib/ui';
import { Account, Elsewhere } from './account';
import { Choose } from './choose';
import { errorTexts } from './errortexts';
import { Find } from './find';
import { Home } from './home';
import { useKeys } from './keys';
import { Login, LoginAgain } from './login';
import { Missing } from './missing';
import { useSteady } from './network';
import { Person } from './person';
import { Screen, Shown } from './screen';
import { Served } from './served';
import { mayServe, resume, session } from './session';

const routes: Route[] = [
  { path: '/', view: Home },
  { path: '/pilih', view: Choose },
  { path: '/temukan', view: Find },
  { path: '/orang/:id', view: Person },
  { path: '/dilayani', view: Served },
  { path: '/akun', view: Account },
];

function App(): JSX.Element {
  const asked = useSteady(resume, []);
  useKeys();
  const who = session.value;
  if (who === undefined) return <Screen title="Jemput"><Shown from={asked} waiting={<Skeleton lines={6} />}>{() => <Skeleton lines={6} />}</Shown></Screen>;
  if (who === null) return <Login />;
  if (!mayServe(who)) return <Elsewhere session={who} />;
  return <><Router base="/field" title="Jemput" routes={routes} missing={Missing} /><LoginAgain /></>;
}

addErrors(errorTexts);
void keepOffline('/field/');
start(function Root() {
  return <><App /><Toasts /></>;
});
