package register

import "jemput/internal/civil"

// Other lists of people than the register's own files are as dirty as those. They are read with the same eyes.

// FieldOf is the field that a column with this header holds, false if it is none of the register's.
func FieldOf(header string) (Field, bool) {
	f, ok := fieldByHeader[headerKey(header)]
	return f, ok
}

// HeaderKey leaves letters and digits, in capitals: "Tgl. Lahir" and "TGL_LAHIR" are one header.
func HeaderKey(header string) string { return headerKey(header) }

// ReadNIK reads a NIK as files have it. problem is "", nik_missing, nik_digits_lost or nik_malformed.
func ReadNIK(cell []byte) (n NIK, problem string) {
	digits, problem := readNIK(nil, cell)
	return NIK(digits), problem
}

// ReadBirthDate reads a birth date as files have it; date1904 as in sheet.File. problem is "", birth_date_missing,
// birth_date_unreadable, birth_date_century or birth_date_out_of_range.
func ReadBirthDate(cell []byte, date1904 bool, today civil.Date) (d civil.Date, problem string) {
	return readDate(cell, date1904, today)
}

// ReadText reads a text: without what spreadsheets put around it, in single spaces. "" for what clerks write for
// "nothing", and for what is longer than any name or place.
func ReadText(cell []byte) string {
	b := trimCell(cell)
	if isNothing(b) {
		return ""
	}
	text, _ := appendCell(nil, b, false)
	return string(text)
}

// ReadSex reads a sex as code or text.
func ReadSex(cell []byte) (Sex, bool) {
	code, ok := codeIn(Sexes, cell)
	return Sex(code), ok
}
