import { number, percent } from '@lib/format';
import { Badge, Button, Card, PageHead, Progress, Stat, Status, Table, type Column } from '@lib/ui';
import { Frame } from './frame';

type Row = { name: string; base: number; target: number; done: number };

const rows: Row[] = [
  { name: 'Lubuklinggau Timur I', base: 24210, target: 6052, done: 918 },
  { name: 'Lubuklinggau Barat I', base: 25880, target: 6470, done: 702 },
  { name: 'Lubuklinggau Selatan I', base: 13640, target: 3410, done: 255 },
  { name: 'Lubuklinggau Utara I', base: 15480, target: 3870, done: 201 },
  { name: 'Lubuklinggau Timur II', base: 24930, target: 6232, done: 804 },
  { name: 'Lubuklinggau Barat II', base: 17090, target: 4272, done: 466 },
];
const sum = (of: (r: Row) => number) => rows.reduce((n, r) => n + of(r), 0);

const columns: Column<Row>[] = [
  { key: 'name', head: 'Kecamatan', cell: (r) => <a href="#main">{r.name}</a>, sort: (r) => r.name, csv: (r) => r.name },
  { key: 'base', head: 'Wajib KTP', figure: true, cell: (r) => number(r.base), sort: (r) => r.base, csv: (r) => r.base, total: number(sum((r) => r.base)) },
  { key: 'target', head: 'Target', figure: true, cell: (r) => number(r.target), sort: (r) => r.target, csv: (r) => r.target, total: number(sum((r) => r.target)) },
  { key: 'done', head: 'Realisasi', figure: true, cell: (r) => number(r.done), sort: (r) => r.done, csv: (r) => r.done, total: number(sum((r) => r.done)) },
  { key: 'part', head: '% target', figure: true, cell: (r) => percent(r.done, r.target), sort: (r) => r.done / r.target, csv: (r) => percent(r.done, r.target), total: percent(sum((r) => r.done), sum((r) => r.target)) },
];

/** What a board looks like with these parts; the figures of single kecamatan are made up. */
export function Board() {
  return (
    <Frame>
      <PageHead title="Papan" sub="Per Sel, 24 Nov 2026, 07.45" actions={<><Button icon="print">Cetak</Button><Button kind="primary" icon="plus">Kunjungan baru</Button></>} />
      <div class="stack-v wide">
        <Card>
          <div class="stack-v">
            <p class="lead"><strong>4.015 dari 42.000</strong> penduduk sudah memegang identitas digital: 9,56&nbsp;% target, 2,39&nbsp;% wajib KTP.</p>
            <Progress size="large" label="Realisasi" text="4.015 dari 42.000" value={4015} max={42000} mark={36100} band={[4015, 9800]} />
          </div>
        </Card>
        <div class="grid stats">
          <Stat label="Hari ini" value="87" sub="di 2 kunjungan dan loket" icon="calendar" to="/bagian" />
          <Stat label="Dibutuhkan per hari kerja" value="1.055" sub="36 hari kerja tersisa" icon="target" />
          <Stat label="Rata-rata sekarang" value="94" sub="10 hari kerja terakhir" icon="chart" tone="bad" />
          <Stat label="Wajib KTP" value="168.015" sub="Data 31 Des 2025" icon="people" />
        </div>
        <div class="split">
          <Card title="Per kecamatan" sub="Menurut domisili" flush>
            <Table caption="Realisasi per kecamatan" columns={columns} rows={rows} rowKey={(r) => r.name} sorted="-part" file="kecamatan" />
          </Card>
          <Card title="Kunjungan hari ini" actions={<Button kind="quiet" to="/bagian" after="next">Semua</Button>}>
            <div class="stack-v">
              <div class="stack-v tight">
                <div class="between"><strong>Balai Kota</strong><Status tone="ok" icon="online">Berjalan</Status></div>
                <Progress size="thin" bare label="Balai Kota" text="61 dari 120" value={61} max={120} />
                <p class="muted small">61 dari 120 peserta, 4 petugas</p>
              </div>
              <div class="stack-v tight">
                <div class="between"><strong>SMA Negeri 1</strong><Status tone="idle">10.00</Status></div>
                <Progress size="thin" bare label="SMA Negeri 1" text="0 dari 210" value={0} max={210} />
                <p class="muted small">210 peserta, 6 petugas <Badge tone="warn">3 belum rekam</Badge></p>
              </div>
            </div>
          </Card>
        </div>
      </div>
    </Frame>
  );
}
