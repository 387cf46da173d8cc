package httpapi

import (
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

// schemaNamer names the schemas of the description. Packages name their types for themselves, so two may meet in
// one name: the later one gets a number. The order of registration is fixed, and so are the names.
func schemaNamer() func(t reflect.Type, hint string) string {
	names, taken := map[reflect.Type]string{}, map[string]int{}
	return func(t reflect.Type, hint string) string {
		for t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if name, ok := names[t]; ok {
			return name
		}
		name := huma.DefaultSchemaNamer(t, hint)
		if taken[name]++; taken[name] > 1 {
			name += strconv.Itoa(taken[name])
		}
		names[t] = name
		return name
	}
}
