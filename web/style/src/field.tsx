import { Button, Card, Code, Facts, Notice, Photo, Qr, Status, Steps, TopBar } from '@lib/ui';

/** Parts as an officer sees them, in the sun. */
export function FieldStyle() {
  return (
    <div class="sun">
      <TopBar title="Balai Kota" sub="61 selesai, 12 menunggu" back={() => history.back()} actions={<Status tone="ok" icon="online">Terkirim</Status>} />
      <main class="page narrow stack-v">
        <Steps names={['Temukan', 'Cocokkan', 'Persetujuan', 'QR']} at={1} />
        <Card>
          <div class="stack-v">
            <h2>Siti Rahmawati</h2>
            <Photo size="medium" />
            <Facts items={[{ label: 'NIK', value: '167301 540690 0001' }, { label: 'Kelurahan', value: 'Air Kuti' }]} />
          </div>
        </Card>
        <Notice tone="ok" title="Siap diberi identitas digital">Kartu sudah dicetak. Cocokkan wajah dengan kartu.</Notice>
        <Button kind="primary" size="large" wide after="next">Cocok</Button>
        <Button wide icon="warning">Tidak cocok</Button>
        <Card title="QR untuk ponsel"><div class="stack-v"><Qr text="https://id.example.go.id/wallet/#credential_offer_uri=https%3A%2F%2Fid.example.go.id%2Foid4vci%2Foffer%2F7h2k9" /><Code label="Kode transaksi" text="482913" /></div></Card>
      </main>
    </div>
  );
}
