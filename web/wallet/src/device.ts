// What kind of phone this is, where that changes what a person should do.
import { signal } from '@preact/signals';

/** An iPhone or iPad on which the wallet is not on the home screen. */
export function needsHomeScreen(): boolean {
  const { userAgent, platform, maxTouchPoints, standalone } = navigator as Navigator & { standalone?: boolean };
  const apple = /iPhone|iPad|iPod/.test(userAgent) || (platform === 'MacIntel' && maxTouchPoints > 1);
  return apple && standalone !== true;
}

type InstallEvent = Event & { prompt(): Promise<unknown> };

/** The browser's offer to install the wallet, if it made one. */
export const installable = signal<InstallEvent | undefined>(undefined);

/** Keeps that offer for the settings instead of letting it interrupt. */
export function watchInstall(): void {
  addEventListener('beforeinstallprompt', (e) => {
    e.preventDefault();
    installable.value = e as InstallEvent;
  });
  addEventListener('appinstalled', () => (installable.value = undefined));
}
