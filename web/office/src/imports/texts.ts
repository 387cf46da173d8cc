// The texts of imports.
import { dictionary, translator } from '@lib/i18n';

export const it = translator(
  dictionary(
    {
      'title': 'Impor', 'sub': 'Data penduduk dari CSV atau XLSX', 'drop': 'Letakkan berkas penduduk di sini', 'about': 'Sampai 300 MB. Tidak ada yang disimpan ke register sebelum Anda menjalankannya.', 'choose': 'Pilih berkas',
      'uploading': 'Mengunggah {name}', 'uploaded': '{p} dari {size}', 'reading': 'Membaca isi berkas…', 'stop': 'Hentikan',
      'list': 'Impor sebelumnya', 'none': 'Belum pernah ada impor', 'none.about': 'Berkas pertama biasanya ekspor register kota.', 'file': 'Berkas', 'when': 'Waktu', 'state': 'Keadaan', 'rows': 'Baris', 'accepted': 'Diterima', 'rejected': 'Ditolak', 'size': 'Ukuran', 'back': 'Semua impor',
      's.uploaded': 'Belum dijalankan', 's.running': 'Berjalan', 's.checked': 'Sudah diuji coba', 's.done': 'Selesai', 's.failed': 'Gagal', 's.interrupted': 'Terputus', 's.undoing': 'Sedang dibatalkan', 's.undone': 'Dibatalkan',
      'preview': 'Isi berkas', 'preview.sub': '{format}, {encoding} · judul kolom di baris {row} · 20 baris pertama', 'map': 'Kolom {name} berisi', 'map.skip': 'Tidak dibaca', 'row': 'Baris', 'problem': 'Masalah', 'fine': 'Baik', 'noname': 'kolom {n}',
      'missing': 'Kolom wajib belum dipilih: {list}', 'missing.about': 'Pilih kolomnya di atas tabel.', 'rounded': 'Angka terakhir semua NIK hilang', 'rounded.about': 'Program lembar kerja membulatkannya. Ekspor ulang dengan kolom NIK sebagai teks, lalu unggah lagi.',
      'preview.bad': '{n} dari {of} baris contoh akan ditolak', 'preview.good': 'Semua {of} baris contoh terbaca baik',
      'try': 'Uji coba', 'try.about': 'Memeriksa setiap baris tanpa menyimpan apa pun.', 'run': 'Jalankan impor', 'delete': 'Hapus berkas', 'deleted': 'Berkas dihapus',
      'confirm': 'Jalankan impor?', 'confirm.about': 'Baris yang baik masuk ke register. Impor ini bisa dibatalkan sebagai satu kesatuan sesudahnya.', 'confirm.tested': 'Uji coba: {accepted} diterima, {rejected} ditolak.', 'confirm.untested': 'Berkas ini belum diuji coba.',
      'running': 'Mengimpor', 'checking': 'Uji coba berjalan', 'running.text': '{rows} baris', 'undoing': 'Membatalkan impor…', 'leave': 'Anda boleh menutup halaman ini. Impor tetap berjalan.',
      'result.try': 'Hasil uji coba', 'result': 'Hasil impor', 'r.rows': 'Baris dibaca', 'r.accepted': 'Diterima', 'r.rejected': 'Ditolak', 'r.warnings': 'Dengan peringatan', 'r.inserted': 'Baru', 'r.changed': 'Berubah', 'r.unchanged': 'Tidak berubah', 'r.seconds': 'Selesai dalam {time}', 'r.nothing': 'Uji coba tidak menyimpan apa pun.',
      'reasons': 'Alasan ditolak', 'rejects': 'Unduh baris yang ditolak', 'undo': 'Batalkan impor', 'undo.title': 'Batalkan impor ini?', 'undo.about': 'Penduduk yang baru ditambahkan dihapus dan yang berubah dikembalikan. Semua {n} baris dari “{name}” ikut dibatalkan.', 'undo.keep': 'Tidak jadi', 'undo.done': 'Impor dibatalkan',
      'failed': 'Impor tidak selesai', 'interrupted': 'Impor terputus di tengah jalan', 'interrupted.about': 'Jalankan lagi: yang sudah masuk tidak digandakan.', 'failed.about': 'Perbaiki berkasnya, lalu unggah lagi.',
    },
    {
      'title': 'Import', 'sub': 'Residents’ data from CSV or XLSX', 'drop': 'Drop a file of residents here', 'about': 'Up to 300 MB. Nothing goes into the register before you run it.', 'choose': 'Choose a file',
      'uploading': 'Uploading {name}', 'uploaded': '{p} of {size}', 'reading': 'Reading the file…', 'stop': 'Stop',
      'list': 'Earlier imports', 'none': 'No imports yet', 'none.about': 'The first file is usually an export of the city’s register.', 'file': 'File', 'when': 'When', 'state': 'State', 'rows': 'Rows', 'accepted': 'Accepted', 'rejected': 'Rejected', 'size': 'Size', 'back': 'All imports',
      's.uploaded': 'Not run yet', 's.running': 'Running', 's.checked': 'Tried out', 's.done': 'Done', 's.failed': 'Failed', 's.interrupted': 'Cut short', 's.undoing': 'Being undone', 's.undone': 'Undone',
      'preview': 'What is in the file', 'preview.sub': '{format}, {encoding} · headers in row {row} · the first 20 rows', 'map': 'Column {name} holds', 'map.skip': 'Not read', 'row': 'Row', 'problem': 'Problem', 'fine': 'Fine', 'noname': 'column {n}',
      'missing': 'Columns that are needed and not chosen: {list}', 'missing.about': 'Choose them above the table.', 'rounded': 'Every NIK has lost its last digit', 'rounded.about': 'A spreadsheet program rounded them. Export again with the NIK column as text, then upload again.',
      'preview.bad': '{n} of {of} sample rows would be rejected', 'preview.good': 'All {of} sample rows read well',
      'try': 'Try out', 'try.about': 'Checks every row and keeps nothing.', 'run': 'Run the import', 'delete': 'Delete the file', 'deleted': 'File deleted',
      'confirm': 'Run the import?', 'confirm.about': 'Good rows go into the register. The import can be undone as a whole afterwards.', 'confirm.tested': 'Tried out: {accepted} accepted, {rejected} rejected.', 'confirm.untested': 'This file was not tried out.',
      'running': 'Importing', 'checking': 'Trying out', 'running.text': '{rows} rows', 'undoing': 'Undoing the import…', 'leave': 'You may close this page. The import goes on.',
      'result.try': 'What it would do', 'result': 'What it did', 'r.rows': 'Rows read', 'r.accepted': 'Accepted', 'r.rejected': 'Rejected', 'r.warnings': 'With warnings', 'r.inserted': 'New', 'r.changed': 'Changed', 'r.unchanged': 'Unchanged', 'r.seconds': 'Done in {time}', 'r.nothing': 'Trying out keeps nothing.',
      'reasons': 'Why rejected', 'rejects': 'Download the rejected rows', 'undo': 'Undo the import', 'undo.title': 'Undo this import?', 'undo.about': 'Residents that it added go, those that it changed are as before. All {n} rows of “{name}” are undone.', 'undo.keep': 'Keep it', 'undo.done': 'Import undone',
      'failed': 'The import did not finish', 'interrupted': 'The import was cut short', 'interrupted.about': 'Run it again: nothing is added twice.', 'failed.about': 'Correct the file, then upload it again.',
    },
  ),
);
