package outreach

import (
	"strings"

	"jemput/internal/register"
)

// Staff lists carry titles, the register does not.

var titlesBefore, titlesAfter = words("DR DRS DRA DRG DRH IR H HJ PROF KH APT NS BDN UST USTADZ USTADZAH BPK BAPAK IBU SDR SDRI"),
	words("SPD SPDI SPDSD SPDAUD MPD MPDI SE MSE SH MH MHUM SHUM MM MMPD MT ST STP SSI MSI SSOS SIP MIP MAP SAP SKOM MKOM MTI SKEP SKEPNS NERS NS SKM MKM MKES " +
		"SST STRKEB STRKEP STRGZ STRKES SAG MAG SHI SEI SIKOM MIKOM SKED SKG SFARM APT SP MP SPT SPI SKH MARS SGZ SPSI MPSI SSN SSTP SSTPI SPOR SOR SPST " +
		"AMD AMDKEB AMDKEP AMDKOM AMK AMKG AMAPD AMAPUST AMF AMKL SS MA MSC BSC MBA PHD CPNS PNS PPPK HONORER BA SPA SPB SPOG SPPD SPAN SPM")

func words(s string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(s) {
		all[w] = true
	}
	return all
}

// withoutTitles takes academic and religious titles off a name. A name of nothing else stays as it is.
func withoutTitles(name string) string {
	parts := strings.Split(name, ",")
	kept := parts[:1]
	for _, part := range parts[1:] {
		if !allTitles(part) {
			kept = append(kept, part)
		}
	}
	tokens := strings.Fields(strings.Join(kept, " "))
	first, end := 0, len(tokens)
	for first < end-1 && isBefore(tokens[first]) {
		first++
	}
	for end-first > 1 && isAfter(tokens[end-1], end-first) {
		end--
	}
	return strings.Join(tokens[first:end], " ")
}

func allTitles(part string) bool {
	for _, token := range strings.Fields(part) {
		if key := register.HeaderKey(token); !titlesAfter[key] && !titlesBefore[key] && !strings.Contains(token, ".") {
			return false
		}
	}
	return true
}

// isBefore understands "Drs." and also "dr.H." without a space between.
func isBefore(token string) bool {
	for _, piece := range strings.Split(token, ".") {
		if key := register.HeaderKey(piece); key != "" && !titlesBefore[key] {
			return false
		}
	}
	return true
}

// isAfter takes letters without a point for a title only if two words of a name are left before them.
func isAfter(token string, left int) bool {
	return titlesAfter[register.HeaderKey(token)] && (strings.Contains(token, ".") || left > 2)
}
