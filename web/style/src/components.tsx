import { useState } from 'preact/hooks';
import { ApiError } from '@lib/api';
import { Button, Card, Checkbox, Dialog, EmptyState, ErrorState, Facts, Icon, iconNames, Notice, PageHead, Photo, Select, Skeleton, Status, Table, Tabs, TextInput, Tiles, toast } from '@lib/ui';
import { Frame } from './frame';

/** Every part by itself. */
export function Components() {
  const [tab, setTab] = useState<'a' | 'b'>('a');
  const [open, setOpen] = useState(false);
  return (
    <Frame>
      <PageHead title="Bagian" sub="Semua bagian yang dipakai bersama" />
      <div class="stack-v wide">
        <Card title="Tombol">
          <div class="cluster">
            <Button kind="primary" onClick={() => setOpen(true)}>Terbitkan</Button>
            <Button icon="retry" onClick={() => toast('QR dikirim ulang', { action: { label: 'Urungkan', run: () => undefined } })}>Kirim ulang</Button>
            <Button kind="quiet" icon="download">Unduh</Button>
            <Button kind="danger">Cabut</Button>
            <Button kind="primary" busy>Menyimpan</Button>
            <Button disabled>Tidak tersedia</Button>
            <Button icon="print" label="Cetak" />
            <Button size="small" kind="secondary">Kecil</Button>
          </div>
        </Card>
        <div class="grid wide">
          <Card title="Isian"><Form /></Card>
          <Card title="Keadaan">
            <div class="stack-v">
              <div class="cluster">
                <Status tone="ok">Sudah aktif</Status><Status tone="info" icon="qr">QR diberikan</Status><Status tone="warn">Belum rekam</Status>
                <Status tone="bad">Gagal</Status><Status tone="idle">Menunggu</Status>
              </div>
              <Notice tone="warn" title="Belum rekam biometrik">Arahkan ke perekaman. Identitas digital bisa diberikan setelah data rekam siap.</Notice>
              <Notice tone="ok" title="Identitas digital sudah diambil" />
              <ErrorState error={new ApiError(0, 'offline', '')} retry={() => undefined} />
              <ErrorState error={new ApiError(500, 'internal', '', '', '7f3a90c2')} />
            </div>
          </Card>
          <Card title="Penduduk" actions={<Status tone="idle">CONTOH</Status>}>
            <div class="stack-v">
              <div class="between"><Photo name="Siti Rahmawati" /></div>
              <Facts items={[{ label: 'Nama', value: 'Siti Rahmawati' }, { label: 'NIK', value: '167301 540690 0001' }, { label: 'Tempat, tanggal lahir', value: 'Lubuklinggau, 14 Jun 1990' }, { label: 'Kelurahan', value: 'Air Kuti' }]} />
            </div>
          </Card>
          <Card title="Memuat dan kosong"><Skeleton lines={3} /><EmptyState icon="calendar" title="Belum ada kunjungan" action={<Button kind="primary" icon="plus">Rencanakan kunjungan</Button>}>Kunjungan pertama biasanya ke kantor sendiri, setelah apel pagi.</EmptyState></Card>
        </div>
        <Card>
          <Tabs label="Kunjungan" current={tab} onTab={setTab} tabs={[{ key: 'a', label: 'Ringkas' }, { key: 'b', label: 'Peserta', count: '120' }]}>
            {tab === 'a' ? <p>Isi tab ringkas.</p> : <Table caption="Peserta" columns={[{ key: 'n', head: 'Nama', cell: (r: string) => r }]} rows={[]} rowKey={(r) => r} />}
          </Tabs>
        </Card>
        <Card title="Ikon"><div class="cluster">{iconNames.map((n) => <span key={n} title={n}><Icon name={n} size={28} /></span>)}</div></Card>
      </div>
      <Dialog open={open} title="Cabut identitas digital?" onClose={() => setOpen(false)} actions={<><Button onClick={() => setOpen(false)}>Batal</Button><Button kind="danger" onClick={() => setOpen(false)}>Cabut</Button></>}>
        <p>Dompet di ponsel lama berhenti berlaku saat itu juga. Ini tidak bisa dibatalkan, tetapi identitas baru bisa diterbitkan.</p>
      </Dialog>
    </Frame>
  );
}

function Form() {
  const [text, setText] = useState('');
  const [reason, setReason] = useState<'phone' | 'signal' | 'data' | 'no'>('signal');
  const [yes, setYes] = useState(true);
  return (
    <div class="stack-v">
      <TextInput label="Cari penduduk" icon="search" type="search" placeholder="NIK, nomor KK, nama, atau alamat" value={text} onValue={setText} />
      <TextInput label="NIK" digits hint="16 angka pada kartu" error="NIK ini tidak lengkap. NIK terdiri dari 16 angka." value="16730154069" onValue={() => undefined} />
      <Select label="Peran" value="officer" onValue={() => undefined} options={[{ value: 'officer', label: 'Petugas' }, { value: 'head', label: 'Kepala dinas' }]} />
      <TextInput label="Catatan" optional lines={2} value="" onValue={() => undefined} />
      <Checkbox label="Wali hadir dan menyetujui" hint="Perlu untuk pemohon di bawah 18 tahun" checked={yes} onValue={setYes} />
      <Tiles
        label="Mengapa belum?" value={reason} onValue={setReason}
        options={[{ value: 'phone', label: 'Tidak punya ponsel', icon: 'device' }, { value: 'signal', label: 'Tidak ada sinyal', icon: 'offline' }, { value: 'data', label: 'Data berbeda', icon: 'file' }, { value: 'no', label: 'Menolak', icon: 'fail' }]}
      />
    </div>
  );
}
