// Shows every shared component, for the eye and for pictures: `npm run build style`. Not part of the program.
import '@lib/css/all.css';
import '@lib/css/font.css';
import { Router } from '@lib/router';
import { start } from '@lib/start';
import { Toasts } from '@lib/ui';
import { Board } from './board';
import { Components } from './components';
import { FieldStyle } from './field';
import { ScanStyle, WalletStyle } from './wallet';

const routes = [
  { path: '/', view: Board },
  { path: '/bagian', view: Components },
  { path: '/petugas', view: FieldStyle },
  { path: '/dompet', view: WalletStyle },
  { path: '/pindai', view: ScanStyle },
];

start(function App() {
  return <><Router base="/style" title="Jemput – Gaya" routes={routes} /><Toasts /></>;
});
