// The texts of the frame: login, menu, keyboard, what every screen says. Each screen has its own beside it.
import { dictionary, translator } from '@lib/i18n';

export const t = translator(
  dictionary(
    {
      'app': 'Jemput – Kantor', 'app.sub': 'Identitas digital', 'nav.manage': 'Mengelola',
      'nav.board': 'Papan', 'nav.visits': 'Kunjungan', 'nav.residents': 'Penduduk', 'nav.imports': 'Impor', 'nav.groups': 'Instansi & kelompok',
      'nav.target': 'Target', 'nav.staff': 'Petugas', 'nav.audit': 'Jejak audit',
      'login.title': 'Masuk ke kantor', 'login.about': 'Target, kunjungan, penduduk, dan laporan.', 'login.name': 'Nama pengguna', 'login.password': 'Kata sandi',
      'login.go': 'Masuk', 'login.demo': 'Demo: masuk sebagai', 'login.demo.about': 'Kota ini buatan. Semua penduduknya bukan orang nyata.', 'login.own': 'Masuk dengan kata sandi',
      'login.again': 'Sesi Anda berakhir', 'login.again.about': 'Masuk lagi untuk melanjutkan. Yang sudah Anda isi tetap ada.',
      'logout': 'Keluar', 'nowhere': 'Peran Anda tidak bekerja di kantor ini', 'nowhere.about': 'Akun dengan peran {role} dipakai di aplikasi lain. Hubungi administrator bila ini keliru.',
      'missing': 'Halaman ini tidak ada', 'missing.about': 'Alamatnya mungkin sudah berubah.', 'missing.go': 'Ke halaman awal',
      'denied': 'Peran Anda tidak membuka halaman ini', 'denied.about': 'Minta bantuan administrator bila Anda memerlukannya.',
      'keys': 'Pintasan papan ketik', 'keys.search': 'Cari penduduk', 'keys.go': 'lalu huruf: ke halaman', 'keys.help': 'Bantuan ini', 'keys.close': 'Tutup dialog', 'keys.open': 'Pintasan',
      'cancel': 'Batal', 'save': 'Simpan', 'undo': 'Urungkan', 'print': 'Cetak', 'all': 'Semua', 'more': 'Muat lagi', 'none': 'Tidak ada', 'search': 'Cari penduduk', 'field': 'Buka aplikasi petugas',
      'live': 'Langsung', 'live.lost': 'Menyambung lagi…',
    },
    {
      'app': 'Jemput – Office', 'app.sub': 'Digital identity', 'nav.manage': 'Manage',
      'nav.board': 'Board', 'nav.visits': 'Visits', 'nav.residents': 'Residents', 'nav.imports': 'Import', 'nav.groups': 'Agencies & groups',
      'nav.target': 'Target', 'nav.staff': 'Staff', 'nav.audit': 'Audit log',
      'login.title': 'Log in to the office', 'login.about': 'Targets, visits, residents and reports.', 'login.name': 'User name', 'login.password': 'Password',
      'login.go': 'Log in', 'login.demo': 'Demo: log in as', 'login.demo.about': 'This city is made up. None of its residents is a real person.', 'login.own': 'Log in with a password',
      'login.again': 'Your session has ended', 'login.again.about': 'Log in again to go on. What you entered is still here.',
      'logout': 'Log out', 'nowhere': 'Your role does not work in this office', 'nowhere.about': 'Accounts with the role {role} are for another app. Ask an administrator if this is wrong.',
      'missing': 'There is nothing at this address', 'missing.about': 'It may have changed.', 'missing.go': 'To the start',
      'denied': 'Your role does not open this screen', 'denied.about': 'Ask an administrator if you need it.',
      'keys': 'Keyboard shortcuts', 'keys.search': 'Find a resident', 'keys.go': 'then a letter: go to', 'keys.help': 'This help', 'keys.close': 'Close a dialog', 'keys.open': 'Shortcuts',
      'cancel': 'Cancel', 'save': 'Save', 'undo': 'Undo', 'print': 'Print', 'all': 'All', 'more': 'Load more', 'none': 'None', 'search': 'Find a resident', 'field': 'Open the officers’ app',
      'live': 'Live', 'live.lost': 'Reconnecting…',
    },
  ),
);
