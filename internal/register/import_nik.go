package register

// readDigits copies the digits of a NIK or family card number, as files have them: with spaces,
// dots or dashes between, as text that a spreadsheet protects, as "1673014105900013.0". lost
// reports a number that went through a floating-point column and came out shorter.
func readDigits(dst, b []byte) (digits []byte, ok, lost bool) {
	b = withoutZeroDecimals(trimCell(b))
	if mantissa, ok := scientific(b); ok {
		digits = appendDigits(dst, mantissa)
		whole := len(digits)-len(dst) == 16 // none lost: some programs write all sixteen this way
		return digits, whole, !whole
	}
	for _, c := range b {
		if (c < '0' || c > '9') && c != ' ' && c != '.' && c != '-' && c != '\'' && c != '`' && c != 0xc2 && c != 0xa0 {
			return dst, false, false
		}
	}
	digits = appendDigits(dst, b)
	return digits, len(digits)-len(dst) == 16, false
}

func appendDigits(dst, b []byte) []byte {
	for _, c := range b {
		if c >= '0' && c <= '9' {
			dst = append(dst, c)
		}
	}
	return dst
}

// scientific reports a number such as 1.67301E+15 (or 1,67301E+15) and gives what stands before the E.
func scientific(b []byte) (mantissa []byte, ok bool) {
	for i, c := range b {
		switch {
		case (c == 'E' || c == 'e') && i > 0 && i < len(b)-1:
			for _, c := range b[i+1:] {
				if (c < '0' || c > '9') && c != '+' {
					return nil, false
				}
			}
			return b[:i], true
		case (c < '0' || c > '9') && c != '.' && c != ',':
			return nil, false
		}
	}
	return nil, false
}

// readNIK appends the sixteen digits of a NIK, or says what is wrong.
func readNIK(dst, b []byte) (digits []byte, problem string) {
	if isNothing(trimCell(b)) {
		return dst, "nik_missing"
	}
	digits, ok, lost := readDigits(dst, b)
	switch {
	case lost:
		return dst, "nik_digits_lost"
	case !ok:
		return dst, "nik_malformed"
	case string(digits[len(digits)-4:]) == "0000":
		return dst, "nik_digits_lost" // no serial is 0000: a spreadsheet rounded a low one away
	}
	return digits, ""
}
