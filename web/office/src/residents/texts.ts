// The texts of the search for residents and of a person's page.
import { dictionary, translator } from '@lib/i18n';

export const rt = translator(
  dictionary(
    {
      'title': 'Penduduk', 'find': 'Cari penduduk', 'find.hint': 'NIK, nomor KK, atau nama. Boleh ditambah kelurahan: “siti rahma air kuti”.', 'find.placeholder': 'NIK, nomor KK, nama', 'within': 'Wilayah', 'within.all': 'Seluruh kota',
      'start': 'Cari siapa saja di kota ini', 'start.about': 'Salah ketik, urutan terbalik, dan nama sebagian tetap ditemukan. Setiap pencarian dicatat di jejak audit.',
      'none': 'Tidak ada yang cocok', 'none.about': 'Coba nama lain atau sebagian nama, atau periksa lagi angka NIK-nya.', 'digits': '{n} dari 16 angka. Lengkapi untuk mencari.',
      'hits': '{n} orang cocok', 'hits.capped': 'Lebih dari {n} orang cocok: tambahkan nama atau kelurahan', 'similar': 'mirip',
      'name': 'Nama', 'nik': 'NIK', 'born': 'Lahir', 'area': 'Kelurahan', 'ktp': 'Status KTP', 'age': 'Umur', 'wajib': 'wajib KTP', 'life': 'Keadaan',
      'back': 'Hasil pencarian', 'record': 'Biodata', 'kk': 'Nomor KK', 'sex': 'Jenis kelamin', 'birth': 'Tempat, tanggal lahir', 'address': 'Alamat', 'rtrw': 'RT {rt} / RW {rw}', 'religion': 'Agama', 'marital': 'Status perkawinan', 'relation': 'Hubungan dalam keluarga', 'education': 'Pendidikan', 'job': 'Pekerjaan', 'nation': 'Kewarganegaraan', 'blood': 'Golongan darah', 'mother': 'Nama ibu', 'father': 'Nama ayah', 'phone': 'Telepon', 'email': 'E-mail', 'kel': 'Kelurahan', 'kec': 'Kecamatan', 'city': 'Kota', 'more': 'Biodata lengkap',
      'source': 'Sumber data: {name}, {at}', 'source.row': 'baris {n}', 'outside': 'Warga {city}: dilayani di sini, dihitung di sana',
      'warn.nik_birth_differs': 'Tanggal lahir pada NIK berbeda dari biodata', 'warn.nik_sex_differs': 'Jenis kelamin pada NIK berbeda dari biodata', 'warn.nik_region_unknown': 'Kode wilayah pada NIK tidak dikenal lagi', 'warn.card_number_odd': 'Nomor KK kosong atau tidak lengkap', 'warn.field_unread': 'Ada isian berkas yang tidak terbaca', 'warn.ktp_status_lowered': 'Impor terakhir menurunkan status KTP', 'warn': 'Perlu diperiksa',
      'stand': 'Kedudukan sekarang', 'group': 'Anggota {name}',
      'do.may_activate': 'Cocokkan wajah dengan kartu, lalu berikan QR di loket atau di kunjungan.', 'do.record_first': 'Arahkan ke perekaman biometrik. Identitas digital bisa diberikan setelah data rekam siap.', 'do.too_young': 'Identitas digital diberikan setelah cukup umur dan rekam.', 'do.not_living': 'Register mencatat orang ini meninggal. Bila keliru, perbaiki dulu di pelayanan pencatatan.', 'do.moved_out': 'Register mencatat orang ini pindah. Ia tetap bisa dilayani setelah datanya diperbarui.', 'do.foreigner': 'Identitas digital ini untuk warga negara Indonesia.', 'do.already_active': 'Tidak ada lagi yang perlu dilakukan. Aktif sejak {at}.', 'do.already': 'Tidak ada lagi yang perlu dilakukan.',
      'do.open': 'Sedang dilayani oleh {officer}: {state}.', 'field': 'Buka aplikasi petugas',
      'attempts': 'Riwayat pelayanan', 'attempts.none': 'Belum pernah dilayani.', 'attempts.by': '{channel}, oleh {officer}', 'retry': 'Coba lagi {day}', 'consent': 'setuju {at}',
      'ktp.card': 'Status KTP', 'ktp.change': 'Ubah status', 'ktp.title': 'Ubah status KTP', 'ktp.new': 'Status baru', 'ktp.about': 'Perubahan berlaku sekarang juga dan dicatat atas nama Anda.', 'ktp.confirm': 'Ubah status {name} dari “{from}” menjadi “{to}”', 'ktp.go': 'Ubah status', 'ktp.done': 'Status KTP diubah menjadi {to}', 'ktp.wajib': 'Wajib KTP', 'ktp.notyet': 'Belum wajib KTP',
      'family': 'Keluarga', 'family.alone': 'Tidak ada anggota keluarga lain pada KK ini.', 'looked': 'Siapa yang melihat', 'looked.none': 'Belum ada catatan.', 'looked.about': 'Dari jejak audit, yang terbaru di atas',
    },
    {
      'title': 'Residents', 'find': 'Find a resident', 'find.hint': 'NIK, family card number, or name. A kelurahan may follow: “siti rahma air kuti”.', 'find.placeholder': 'NIK, family card number, name', 'within': 'Area', 'within.all': 'Whole city',
      'start': 'Find anybody in this city', 'start.about': 'Slips of the keyboard, another order and parts of names are found too. Every search is in the audit log.',
      'none': 'Nobody fits', 'none.about': 'Try another or a shorter name, or check the digits of the NIK.', 'digits': '{n} of 16 digits. Complete it to search.',
      'hits': { one: '{n} person fits', other: '{n} people fit' }, 'hits.capped': 'More than {n} people fit: add a name or a kelurahan', 'similar': 'similar',
      'name': 'Name', 'nik': 'NIK', 'born': 'Born', 'area': 'Kelurahan', 'ktp': 'Card status', 'age': 'Age', 'wajib': 'needs a card', 'life': 'Life',
      'back': 'Search results', 'record': 'Record', 'kk': 'Family card', 'sex': 'Sex', 'birth': 'Place and date of birth', 'address': 'Address', 'rtrw': 'RT {rt} / RW {rw}', 'religion': 'Religion', 'marital': 'Marital status', 'relation': 'In the family', 'education': 'Education', 'job': 'Occupation', 'nation': 'Citizenship', 'blood': 'Blood type', 'mother': 'Mother’s name', 'father': 'Father’s name', 'phone': 'Phone', 'email': 'E-mail', 'kel': 'Kelurahan', 'kec': 'Kecamatan', 'city': 'City', 'more': 'Whole record',
      'source': 'Source: {name}, {at}', 'source.row': 'row {n}', 'outside': 'Resident of {city}: served here, counted there',
      'warn.nik_birth_differs': 'The NIK says another birth date', 'warn.nik_sex_differs': 'The NIK says the other sex', 'warn.nik_region_unknown': 'The NIK’s region is no area of today', 'warn.card_number_odd': 'The family card number is missing or not complete', 'warn.field_unread': 'A field of the file could not be read', 'warn.ktp_status_lowered': 'The last import lowered the card status', 'warn': 'To be checked',
      'stand': 'Where they stand', 'group': 'Member of {name}',
      'do.may_activate': 'Compare the face with the card, then offer the QR at the counter or on a visit.', 'do.record_first': 'Send them to biometric recording. The digital ID can follow once that is ready.', 'do.too_young': 'The digital ID follows once they are old enough and recorded.', 'do.not_living': 'The register says that this person is dead. If that is wrong, have it corrected first.', 'do.moved_out': 'The register says that this person moved away. They can be served once that is updated.', 'do.foreigner': 'This digital ID is for Indonesian citizens.', 'do.already_active': 'There is nothing left to do. Active since {at}.', 'do.already': 'There is nothing left to do.',
      'do.open': 'Being served by {officer}: {state}.', 'field': 'Open the officers’ app',
      'attempts': 'History', 'attempts.none': 'Never served so far.', 'attempts.by': '{channel}, by {officer}', 'retry': 'Try again {day}', 'consent': 'agreed {at}',
      'ktp.card': 'Card status', 'ktp.change': 'Change status', 'ktp.title': 'Change the card status', 'ktp.new': 'New status', 'ktp.about': 'The change takes effect at once and is recorded under your name.', 'ktp.confirm': 'Change the status of {name} from “{from}” to “{to}”', 'ktp.go': 'Change status', 'ktp.done': 'Card status changed to {to}', 'ktp.wajib': 'Needs a card', 'ktp.notyet': 'No card needed yet',
      'family': 'Family', 'family.alone': 'Nobody else is on this family card.', 'looked': 'Who looked', 'looked.none': 'No entries yet.', 'looked.about': 'From the audit log, the newest first',
    },
  ),
);
