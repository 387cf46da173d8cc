// Reading QR codes: the browser's own detector where it has one, else a WebAssembly reader that we serve ourselves and
// that is fetched only when a camera is opened. Nothing of a picture leaves the phone.
import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** Reads the QR codes in a picture or a frame of a video. */
export type Reader = (frame: HTMLVideoElement | HTMLCanvasElement) => Promise<string[]>;

type Detector = { detect(source: CanvasImageSource): Promise<{ rawValue: string }[]> };
type DetectorClass = { new (o: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> };

const widest = 1280; // pixels: enough for a dense code, quick on a weak phone

let shared: Promise<Reader> | undefined;

/** The best reader that this browser has; made once, and again if making it failed. */
export function reader(): Promise<Reader> {
  shared ??= native().then((own) => own ?? compiled());
  shared.catch(() => {
    shared = undefined;
  });
  return shared;
}

async function native(): Promise<Reader | undefined> {
  const Class = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (!Class) return undefined;
  try {
    if (!(await Class.getSupportedFormats()).includes('qr_code')) return undefined;
    const detector = new Class({ formats: ['qr_code'] });
    return async (frame) => (await detector.detect(frame)).map((code) => code.rawValue);
  } catch {
    return undefined; // present but without its service, as on some phones
  }
}

async function compiled(): Promise<Reader> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
  await prepareZXingModule({ overrides: { locateFile: () => wasmAddress }, fireImmediately: true });
  const canvas = document.createElement('canvas');
  return async (frame) => {
    const picture = pixels(frame, canvas);
    if (!picture) return [];
    const found = await readBarcodes(picture, { formats: ['QRCode'], maxNumberOfSymbols: 1 });
    return found.filter((code) => code.isValid).map((code) => code.text);
  };
}

function pixels(frame: HTMLVideoElement | HTMLCanvasElement, canvas: HTMLCanvasElement): ImageData | undefined {
  const [width, height] = frame instanceof HTMLVideoElement ? [frame.videoWidth, frame.videoHeight] : [frame.width, frame.height];
  if (!width || !height) return undefined; // the camera has no picture yet
  const scale = Math.min(1, widest / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  pen?.drawImage(frame, 0, 0, canvas.width, canvas.height);
  return pen?.getImageData(0, 0, canvas.width, canvas.height);
}

/** Why there is no picture: 'denied' by the person, 'none' on this device, 'busy' in another app, 'insecure' address. */
export type CameraFault = 'denied' | 'none' | 'busy' | 'insecure';

/** Shows the back (or front) camera in a video; the returned function turns it off. Throws a CameraFault. */
export async function openCamera(video: HTMLVideoElement, facing: 'environment' | 'user' = 'environment'): Promise<() => void> {
  if (!navigator.mediaDevices) throw 'insecure' satisfies CameraFault;
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: { ideal: facing }, width: { ideal: 1280 }, height: { ideal: 720 } } });
  } catch (err) {
    const name = err instanceof DOMException ? err.name : '';
    throw (name === 'NotAllowedError' ? 'denied' : name === 'NotReadableError' ? 'busy' : 'none') satisfies CameraFault;
  }
  const off = () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  video.srcObject = stream;
  video.muted = true;
  video.playsInline = true;
  await video.play().catch(() => undefined); // taken away while it started
  return off;
}

/** Reads from a video until a code is taken (onText answers true) or the returned function is called. */
export function scan(video: HTMLVideoElement, read: Reader, onText: (text: string) => boolean): () => void {
  let stopped = false;
  const look = async () => {
    if (stopped) return;
    const texts = await read(video).catch(() => []); // a frame that cannot be read: the next one comes
    if (stopped || texts.some((text) => text !== '' && onText(text))) return;
    setTimeout(() => void look(), 120);
  };
  void look();
  return () => {
    stopped = true;
  };
}
