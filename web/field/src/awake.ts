import { useEffect } from 'preact/hooks';

/** Keeps the screen on while it shows a QR, where the browser can. */
export function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let over = false;
    const take = () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      navigator.wakeLock.request('screen').then(
        (l) => {
          if (over) void l.release();
          else lock = l;
        },
        () => undefined, // low battery: the screen goes dark as usual
      );
    };
    take();
    document.addEventListener('visibilitychange', take); // the system takes the lock away with the page
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', take);
      void lock?.release();
    };
  }, []);
}
