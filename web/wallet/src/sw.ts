import { precache } from '@lib/worker';

// The code reader is large for 3G: it is kept when the camera is first opened.
precache('/wallet/', __PRECACHE__.filter((file) => !file.endsWith('.wasm')), __VERSION__);
