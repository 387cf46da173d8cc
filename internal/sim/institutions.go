package sim

import "jemput/internal/outreach"

// institution is a group that the office visits, and who its people are.
type institution struct {
	kind   outreach.GroupKind
	name   string
	weight int   // share of the people with these occupations
	works  []int // occupations of its people
	unit   []string
}

// Occupation codes that make somebody the employee of an institution.
const (
	pupil       = 3
	civilian    = 5 // PNS
	private     = 15
	cityCompany = 17
	contract    = 18 // honorer
	teacher     = 65
	doctor      = 72
	midwife     = 73
	nurse       = 74
)

var (
	officials = []int{civilian, contract}
	healers   = []int{doctor, midwife, nurse}
	teachers  = []int{teacher}
)

var offices = []string{"Sekretariat", "Bidang I", "Bidang II", "Bidang III", "UPTD"}

// institutions are of the kinds a city of this size has. Their names are those of their kind; their people are made up.
var institutions = []institution{
	{outreach.Agency, "Sekretariat Daerah", 60, officials, []string{"Bagian Umum", "Bagian Hukum", "Bagian Organisasi", "Bagian Protokol", "Bagian Kesra"}},
	{outreach.Agency, "Sekretariat DPRD", 20, officials, offices},
	{outreach.Agency, "Inspektorat", 14, officials, offices},
	{outreach.Agency, "Dinas Pendidikan dan Kebudayaan", 40, officials, offices},
	{outreach.Agency, "Dinas Kesehatan", 34, officials, offices},
	{outreach.Agency, "Dinas Pekerjaan Umum dan Penataan Ruang", 42, officials, offices},
	{outreach.Agency, "Dinas Perumahan dan Kawasan Permukiman", 20, officials, offices},
	{outreach.Agency, "Satuan Polisi Pamong Praja", 52, officials, offices},
	{outreach.Agency, "Dinas Sosial", 16, officials, offices},
	{outreach.Agency, "Dinas Tenaga Kerja", 14, officials, offices},
	{outreach.Agency, "Dinas Pemberdayaan Perempuan dan Perlindungan Anak", 12, officials, offices},
	{outreach.Agency, "Dinas Ketahanan Pangan", 12, officials, offices},
	{outreach.Agency, "Dinas Lingkungan Hidup", 48, officials, offices},
	{outreach.Agency, "Dinas Kependudukan dan Pencatatan Sipil", 18, officials, offices},
	{outreach.Agency, "Dinas Perhubungan", 30, officials, offices},
	{outreach.Agency, "Dinas Komunikasi dan Informatika", 16, officials, offices},
	{outreach.Agency, "Dinas Koperasi dan UKM", 14, officials, offices},
	{outreach.Agency, "Dinas Penanaman Modal dan PTSP", 16, officials, offices},
	{outreach.Agency, "Dinas Pemuda dan Olahraga", 14, officials, offices},
	{outreach.Agency, "Dinas Perpustakaan dan Kearsipan", 12, officials, offices},
	{outreach.Agency, "Dinas Pertanian", 24, officials, offices},
	{outreach.Agency, "Dinas Perikanan", 12, officials, offices},
	{outreach.Agency, "Dinas Pariwisata", 12, officials, offices},
	{outreach.Agency, "Dinas Perdagangan dan Perindustrian", 26, officials, offices},
	{outreach.Agency, "Badan Perencanaan Pembangunan Daerah", 16, officials, offices},
	{outreach.Agency, "Badan Keuangan dan Aset Daerah", 22, officials, offices},
	{outreach.Agency, "Badan Pendapatan Daerah", 20, officials, offices},
	{outreach.Agency, "Badan Kepegawaian dan Pengembangan SDM", 16, officials, offices},
	{outreach.Agency, "Badan Penanggulangan Bencana Daerah", 18, officials, offices},
	{outreach.Agency, "Badan Kesatuan Bangsa dan Politik", 12, officials, offices},
	{outreach.Agency, "Kecamatan Lubuk Linggau Timur I", 26, officials, offices},
	{outreach.Agency, "Kecamatan Lubuk Linggau Barat I", 26, officials, offices},
	{outreach.Agency, "Kecamatan Lubuk Linggau Selatan I", 22, officials, offices},
	{outreach.Agency, "Kecamatan Lubuk Linggau Utara I", 22, officials, offices},
	{outreach.Agency, "Kecamatan Lubuk Linggau Timur II", 24, officials, offices},
	{outreach.Agency, "Kecamatan Lubuk Linggau Barat II", 24, officials, offices},
	{outreach.Agency, "Kecamatan Lubuk Linggau Selatan II", 24, officials, offices},
	{outreach.Agency, "Kecamatan Lubuk Linggau Utara II", 24, officials, offices},

	{outreach.Health, "RSUD Siti Aisyah", 60, healers, []string{"IGD", "Rawat Inap", "Poliklinik", "Farmasi"}},
	{outreach.Health, "Puskesmas Taba", 14, healers, nil},
	{outreach.Health, "Puskesmas Simpang Periuk", 14, healers, nil},
	{outreach.Health, "Puskesmas Megang", 14, healers, nil},
	{outreach.Health, "Puskesmas Citra Medika", 14, healers, nil},
	{outreach.Health, "Puskesmas Swasti Saba", 12, healers, nil},
	{outreach.Health, "Puskesmas Perumnas", 12, healers, nil},
	{outreach.Health, "Puskesmas Petanang", 12, healers, nil},
	{outreach.Health, "Puskesmas Sumber Waras", 12, healers, nil},
	{outreach.Health, "Puskesmas Sidorejo", 12, healers, nil},

	{outreach.Company, "PDAM Tirta Bukit Sulap", 60, []int{cityCompany}, nil},
	{outreach.Company, "PD Pasar Kota", 40, []int{cityCompany}, nil},
	{outreach.Company, "Pabrik Karet Sumber Makmur (contoh)", 8, []int{private}, []string{"Produksi", "Gudang", "Kantor"}},
	{outreach.Company, "Swalayan Silampari (contoh)", 5, []int{private}, nil},
	{outreach.Company, "Bank Perkreditan Bukit Sulap (contoh)", 3, []int{private}, nil},
}

// schools are added by number: teachers and pupils of seventeen and more.
var schools = []string{
	"SMA Negeri 1", "SMA Negeri 2", "SMA Negeri 3", "SMA Negeri 4", "SMA Negeri 5", "SMA Negeri 6", "SMA Negeri 7", "SMA Negeri 8", "SMA Negeri 9",
	"SMK Negeri 1", "SMK Negeri 2", "SMK Negeri 3", "SMK Negeri 4", "MAN 1", "MAN 2",
}

// neighbours are the regencies around, from which people come to work and to school.
var neighbours = []struct {
	city  string
	share int
}{{"16.05", 70}, {"16.13", 20}, {"17.02", 10}}
