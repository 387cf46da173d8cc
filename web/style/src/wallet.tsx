import { useState } from 'preact/hooks';
import { BottomNav, Notice, NumberPad, TopBar } from '@lib/ui';
import { Scanner } from '@lib/ui/scanner';

/** Parts as a resident sees them. */
export function WalletStyle() {
  const [code, setCode] = useState('48');
  const [pin, setPin] = useState('1234');
  return (
    <>
      <TopBar title="Kode dari petugas" back={() => history.back()} />
      <main class="page narrow stack-v">
        <p>Petugas akan membacakan enam angka. Ketik di sini.</p>
        <NumberPad label="Kode transaksi" value={code} onValue={setCode} length={6} />
        <NumberPad label="PIN" value={pin} onValue={setPin} length={6} masked error="PIN belum sama. Coba lagi." />
        <NumberPad label="NIK" value="1673015" onValue={() => undefined} length={16} group={6} />
      </main>
      <BottomNav items={[{ to: '/dompet', label: 'Kartu', icon: 'card' }, { to: '/pindai', label: 'Pindai', icon: 'qr' }, { to: '/riwayat', label: 'Riwayat', icon: 'history' }, { to: '/keluarga', label: 'Keluarga', icon: 'people' }]} />
    </>
  );
}

/** The camera, and what it read. */
export function ScanStyle() {
  const [text, setText] = useState('');
  return (
    <>
      <TopBar title="Pindai" back={() => history.back()} />
      <main class="page narrow stack-v">
        {text ? <Notice tone="ok" title="Terbaca" live>{text}</Notice> : <Scanner onText={(t) => { setText(t); return true; }} />}
      </main>
    </>
  );
}
