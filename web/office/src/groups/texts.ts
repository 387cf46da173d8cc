// The texts of agencies and groups.
import { dictionary, translator } from '@lib/i18n';

export const gt = translator(
  dictionary(
    {
      'title': 'Instansi & kelompok', 'sub': 'Siapa bekerja atau belajar di mana, dan sejauh mana mereka', 'new': 'Kelompok baru', 'find': 'Saring nama', 'none': 'Belum ada kelompok jenis ini', 'none.about': 'Tambahkan instansi, lalu masukkan anggotanya.', 'nofit': 'Tidak ada nama yang cocok',
      'name': 'Nama', 'kind': 'Jenis', 'area': 'Kelurahan', 'add': 'Tambahkan', 'added': '{name} ditambahkan', 'back': 'Semua kelompok', 'seat': 'Berkedudukan di {area}',
      'members': 'Anggota', 'done': 'Aktif', 'elsewhere': 'Di kota lain', 'today': 'Hari ini', 'percent': '% anggota', 'standing': 'Capaian', 'standing.of': '{n} dari {of} anggota', 'counted': '{n} dihitung untuk kota ini',
      'unit': 'Unit', 'position': 'Jabatan', 'home': 'Kelurahan', 'ktp': 'KTP', 'people.none': 'Belum ada anggota', 'people.none.about': 'Cari orangnya dan tambahkan, atau impor daftar pegawai saat menyiapkan kunjungan.', 'people.add': 'Tambah anggota', 'people.hidden': 'Peran Anda tidak membuka daftar anggota.', 'people.added': '{name} menjadi anggota', 'remove': 'Keluarkan {name}', 'removed': '{name} dikeluarkan', 'visit': 'Rencanakan kunjungan', 'gone': 'Tidak lagi di register',
    },
    {
      'title': 'Agencies & groups', 'sub': 'Who works or learns where, and how far they are', 'new': 'New group', 'find': 'Filter names', 'none': 'No group of this kind yet', 'none.about': 'Add an agency, then its members.', 'nofit': 'No name fits',
      'name': 'Name', 'kind': 'Kind', 'area': 'Kelurahan', 'add': 'Add', 'added': '{name} added', 'back': 'All groups', 'seat': 'Seat in {area}',
      'members': 'Members', 'done': 'Active', 'elsewhere': 'Elsewhere', 'today': 'Today', 'percent': '% of members', 'standing': 'Standing', 'standing.of': '{n} of {of} members', 'counted': '{n} counted for this city',
      'unit': 'Unit', 'position': 'Position', 'home': 'Kelurahan', 'ktp': 'Card', 'people.none': 'No members yet', 'people.none.about': 'Find people and add them, or import a staff list when you prepare a visit.', 'people.add': 'Add members', 'people.hidden': 'Your role does not open the list of members.', 'people.added': '{name} is a member now', 'remove': 'Take {name} out', 'removed': '{name} taken out', 'visit': 'Plan a visit', 'gone': 'No longer in the register',
    },
  ),
);
