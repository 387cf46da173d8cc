// The entry of the resident's wallet.
import '@lib/css/all.css';
import './wallet.css';
import { keepOffline } from '@lib/offline';
import { start } from '@lib/start';
import { effect } from '@preact/signals';
import { App, fault } from './app';
import { watchInstall } from './device';
import './faults';
import { deliverFromNowOn } from './outbox';
import { begin, beginWithError, resume } from './receive';
import { findVoices } from './speak';
import { elsewhere, takeTab } from './store/tab';
import { offerInAddress, type Found } from './vci/offer';
import { boot, lock, lockWhenLeft } from './wallet';

const base = '/wallet/';
const screen = `${base}terima`;

/** Takes an offer out of the address bar, where it must not stay: others could look at it or pass it on. */
function takeFragment(): (() => void) | undefined {
  const address = location.origin + base + location.hash; // whichever screen of ours the link led to
  let found: Found | undefined;
  try {
    found = offerInAddress(address);
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
    effect(() => {
      if (elsewhere.value) lock(); // what another tab holds is not left open here
    });
  } catch (err) {
    fault.value = err;
  }
  start(App);
  addEventListener('hashchange', () => /credential_offer/.test(location.hash) && location.reload()); // the camera's link in this very tab
  void keepOffline('/wallet/');
}

void run();
