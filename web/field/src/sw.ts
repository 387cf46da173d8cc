import { precache } from '@lib/worker';

precache('/field/', __PRECACHE__, __VERSION__);
