package region

// Level is where an area stands between the nation and a village.
type Level int

// The levels, from the widest.
const (
	Province  Level = 1
	City      Level = 2 // city or regency
	Kecamatan Level = 3
	Village   Level = 4 // kelurahan or desa
)

var levelNames = [...]string{Province: "province", City: "city", Kecamatan: "kecamatan", Village: "kelurahan"}

// String is the level as the interface names it.
func (l Level) String() string {
	if l < Province || l > Village {
		return ""
	}
	return levelNames[l]
}

// Area is one province, city, kecamatan or village.
type Area struct {
	Code  string // "16.73.01.1001"
	Name  string // "Air Kuti"; a city's begins with "Kota" or "Kabupaten"
	Level Level
}

// codeLength is the length of a code at each level, and fanout how many codes a parent can have.
var (
	codeLength = [...]int{Province: 2, City: 5, Kecamatan: 8, Village: 13}
	fanout     = [...]uint64{Province: 100, City: 100, Kecamatan: 100, Village: 10_000}
)

// parseCode reads a dotted code: its digits as a number, and the level its length says.
func parseCode(code string) (number uint64, level Level, ok bool) {
	for l := Province; l <= Village; l++ {
		if len(code) == codeLength[l] {
			level = l
		}
	}
	if level == 0 {
		return 0, 0, false
	}
	for i := range len(code) {
		switch c := code[i]; {
		case i == 2 || i == 5 || i == 8:
			if c != '.' {
				return 0, 0, false
			}
		case c < '0' || c > '9':
			return 0, 0, false
		default:
			number = number*10 + uint64(c-'0')
		}
	}
	return number, level, true
}

// formatCode is the inverse of parseCode.
func formatCode(number uint64, level Level) string {
	var b [13]byte
	for i := codeLength[level] - 1; i >= 0; i-- {
		if i == 2 || i == 5 || i == 8 {
			b[i] = '.'
			continue
		}
		b[i] = byte('0' + number%10)
		number /= 10
	}
	return string(b[:codeLength[level]])
}

// dotted gives digits without dots ("167301", as in many files) the form of a code; what has dots stays as it is.
func dotted(code string) string {
	switch len(code) {
	case 4, 6, 10:
	default:
		return code
	}
	for i := range len(code) {
		if code[i] < '0' || code[i] > '9' {
			return code
		}
	}
	out := code[:2] + "." + code[2:4]
	if len(code) > 4 {
		out += "." + code[4:6]
	}
	if len(code) > 6 {
		out += "." + code[6:]
	}
	return out
}

// CityOf is the code of the city that a code lies in, "" for a province or what is no code.
func CityOf(code string) string {
	if _, level, ok := parseCode(code); !ok || level < City {
		return ""
	}
	return code[:codeLength[City]]
}
