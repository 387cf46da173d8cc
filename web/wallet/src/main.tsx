// The entry of the resident's wallet.
import '@lib/css/all.css';
import './wallet.css';
import { keepOffline } from '@lib/offline';
import { start } from '@lib/start';
import { App, fault } from './app';
import { watchInstall } from './device';
import './faults';
import { deliverFromNowOn } from './outbox';
import { begin, beginWithError, resume } from './receive';
import { findVoices } from './speak';
import { takeTab } from './store/tab';
import { offerInFragment, type Found } from './vci/offer';
import { boot, lockWhenLeft } from './wallet';

const screen = '/wallet/terima';

/** Takes an offer out of the address bar, where it must not stay: others could look at it or pass it on. */
function takeFragment(): (() => void) | undefined {
  const { hash } = location;
  let found: Found | undefined;
  try {
    found = offerInFragment(hash);
  } catch (err) {
    history.replaceState({}, '', screen);
    return () => beginWithError(err);
  }
  if (!found) return undefined;
  history.replaceState({}, '', screen);
  const taken = found;
  return () => void begin(taken);
}

async function run(): Promise<void> {
  const offer = takeFragment();
  watchInstall();
  findVoices();
  try {
    await takeTab();
    await boot();
    if (offer) offer();
    else if (await resume()) history.replaceState({}, '', screen);
    deliverFromNowOn();
    lockWhenLeft();
  } catch (err) {
    fault.value = err;
  }
  start(App);
  addEventListener('hashchange', () => /credential_offer/.test(location.hash) && location.reload()); // the camera's link in this very tab
  void keepOffline('/wallet/');
}

void run();
