// The camera that looks for a QR code. Not in index.ts, so that only apps that scan carry the reader.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api';
import { dictionary, translator } from '../i18n';
import { openCamera, reader, scan, type CameraFault } from '../scan';
import { Button } from './button';
import { ErrorState } from './states';
import { Notice } from './status';
import { ut } from './texts';

const t = translator(
  dictionary(
    {
      aim: 'Arahkan kamera ke kode QR.',
      'denied.what': 'Kamera belum diizinkan.', 'denied.todo': 'Izinkan kamera untuk situs ini di setelan peramban, lalu coba lagi.',
      'none.what': 'Kamera tidak ditemukan.', 'none.todo': 'Pakai cara lain di bawah, atau perangkat yang berkamera.',
      'busy.what': 'Kamera sedang dipakai aplikasi lain.', 'busy.todo': 'Tutup aplikasi itu, lalu coba lagi.',
      'insecure.what': 'Kamera hanya bisa dibuka di alamat yang aman.', 'insecure.todo': 'Buka aplikasi ini lewat alamat https.',
    },
    {
      aim: 'Point the camera at the QR code.',
      'denied.what': 'The camera is not allowed yet.', 'denied.todo': 'Allow the camera for this site in the browser’s settings, then try again.',
      'none.what': 'No camera was found.', 'none.todo': 'Use another way below, or a device with a camera.',
      'busy.what': 'Another app is using the camera.', 'busy.todo': 'Close that app, then try again.',
      'insecure.what': 'The camera only opens at a secure address.', 'insecure.todo': 'Open this app at its https address.',
    },
  ),
);

type ScannerProps = {
  /** Gets what a code says; answers whether that is what was looked for. If not, it goes on looking. */
  onText: (text: string) => boolean;
  /** What to point the camera at. */
  hint?: ComponentChildren;
};

/** A camera picture with a frame; says what to do when there is none. */
export function Scanner({ onText, hint }: ScannerProps): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef(onText);
  latest.current = onText;
  const [fault, setFault] = useState<CameraFault | 'offline'>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    let gone = false;
    let [off, stop] = [() => {}, () => {}];
    const begin = async (box: HTMLVideoElement) => {
      off = await openCamera(box);
      if (gone) return off();
      const read = await reader().catch(() => {
        throw 'offline';
      });
      if (gone) return off();
      stop = scan(box, read, (text) => latest.current(text));
    };
    setFault(undefined);
    if (video.current) begin(video.current).catch((err: CameraFault | 'offline') => !gone && setFault(err));
    return () => {
      gone = true;
      stop();
      off();
    };
  }, [round]);
  const again = () => setRound(round + 1);
  return (
    <div class="scanner">
      <div class="scanner-view" hidden={fault !== undefined}>
        <video ref={video} class="scanner-video" muted playsInline aria-hidden="true" />
        <span class="scanner-frame" />
      </div>
      {fault === undefined && <p class="muted center">{hint ?? t('aim')}</p>}
      {fault === 'offline' && <ErrorState error={new ApiError(0, 'offline', '')} retry={again} />}
      {fault !== undefined && fault !== 'offline' && (
        <Notice tone="warn" icon="camera" title={t(`${fault}.what`)} live actions={<Button icon="retry" onClick={again}>{ut('ui.retry')}</Button>}>{t(`${fault}.todo`)}</Notice>
      )}
    </div>
  );
}
