import { precache } from '@lib/worker';

// The code reader is large for 3G: it is kept when the camera is first opened. Icons are for the system, not for the page.
precache('/wallet/', __PRECACHE__.filter((file) => !/\.(wasm|png|webmanifest)$/.test(file)), __VERSION__);
