package mdoc

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/fxamacker/cbor/v2"
)

// Date is a day without time or zone, YYYY-MM-DD; on the wire a full-date (tag 1004).
type Date string

// DateOf is the day of t in t's zone.
func DateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// Time is midnight of the day in UTC.
func (d Date) Time() (time.Time, error) { return time.Parse(time.DateOnly, string(d)) }

// tdateLayout is the date-time of 18013-5: UTC, no fraction of a second.
const tdateLayout = "2006-01-02T15:04:05Z"

var errTime = errors.New("mdoc: time has no four-digit year")

func appendTime(dst []byte, t time.Time) ([]byte, error) {
	t = t.UTC()
	if y := t.Year(); y < 1000 || y > 9999 {
		return nil, errTime
	}
	dst = append(dst, majorTag<<5|tagDateTime, majorText<<5|byte(len(tdateLayout)))
	return t.AppendFormat(dst, tdateLayout), nil
}

func appendDate(dst []byte, d Date) ([]byte, error) {
	if _, err := d.Time(); err != nil {
		return nil, errors.New("mdoc: date is not YYYY-MM-DD")
	}
	return appendText(appendHead(dst, majorTag, tagFullDate), string(d)), nil
}

// appendValue appends a value of the kinds that Element names.
func appendValue(dst []byte, v any, depth int) ([]byte, error) {
	if depth > maxDepth {
		return nil, errors.New("mdoc: value nests too deep")
	}
	switch v := v.(type) {
	case nil:
		return append(dst, cborNull), nil
	case string:
		return appendValidText(dst, v)
	case bool:
		if v {
			return append(dst, cborTrue), nil
		}
		return append(dst, cborFalse), nil
	case int:
		return appendInt(dst, int64(v)), nil
	case int64:
		return appendInt(dst, v), nil
	case uint64:
		return appendHead(dst, majorUint, v), nil
	case []byte:
		return appendBytes(dst, v), nil
	case Date:
		return appendDate(dst, v)
	case time.Time:
		return appendTime(dst, v)
	case []string:
		return appendTexts(dst, v)
	case []any:
		return appendList(dst, v, depth)
	case map[string]any:
		return appendObject(dst, v, depth)
	}
	return appendGeneral(dst, v)
}

func appendValidText(dst []byte, s string) ([]byte, error) {
	if !utf8.ValidString(s) {
		return nil, errors.New("mdoc: text is not UTF-8")
	}
	return appendText(dst, s), nil
}

func appendTexts(dst []byte, list []string) (_ []byte, err error) {
	dst = appendArray(dst, len(list))
	for _, s := range list {
		if dst, err = appendValidText(dst, s); err != nil {
			return nil, err
		}
	}
	return dst, nil
}

func appendList(dst []byte, list []any, depth int) (_ []byte, err error) {
	dst = appendArray(dst, len(list))
	for _, v := range list {
		if dst, err = appendValue(dst, v, depth+1); err != nil {
			return nil, err
		}
	}
	return dst, nil
}

// appendObject writes a map in the key order of RFC 8949 section 4.2.1: of texts, the shorter first.
func appendObject(dst []byte, object map[string]any, depth int) (_ []byte, err error) {
	var space [keysOnStack]string
	names := slices.AppendSeq(space[:0], maps.Keys(object))
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	dst = appendMap(dst, len(names))
	for _, name := range names {
		if dst, err = appendValidText(dst, name); err != nil {
			return nil, err
		}
		if dst, err = appendValue(dst, object[name], depth+1); err != nil {
			return nil, err
		}
	}
	return dst, nil
}

// appendGeneral writes the values that are not made for this package, and checks what came out.
func appendGeneral(dst []byte, v any) ([]byte, error) {
	raw, err := encoding.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("mdoc: %w", err)
	}
	if err := checkItem(raw); err != nil {
		return nil, err
	}
	return append(dst, raw...), nil
}

var (
	encoding = must(cbor.EncOptions{Sort: cbor.SortBytewiseLexical, ShortestFloat: cbor.ShortestFloat16,
		NaNConvert: cbor.NaNConvert7e00, InfConvert: cbor.InfConvertFloat16, IndefLength: cbor.IndefLengthForbidden,
		Time: cbor.TimeRFC3339, TimeTag: cbor.EncTagRequired}.EncModeWithTags(dateTag()))
	// decoding gives maps with text keys; loose is for those with other keys.
	decoding = must(decOptions(reflect.TypeFor[map[string]any]()).DecModeWithTags(dateTag()))
	loose    = must(decOptions(nil).DecModeWithTags(dateTag()))
)

func decOptions(mapType reflect.Type) cbor.DecOptions {
	return cbor.DecOptions{IntDec: cbor.IntDecConvertSignedOrBigInt, DefaultMapType: mapType, DupMapKey: cbor.DupMapKeyEnforcedAPF}
}

func dateTag() cbor.TagSet {
	tags := cbor.NewTagSet()
	err := tags.Add(cbor.TagOptions{EncTag: cbor.EncTagRequired, DecTag: cbor.DecTagRequired}, reflect.TypeFor[Date](), tagFullDate)
	must(tags, err)
	return tags
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // the options are constant
	}
	return v
}

// readValue turns an encoded item into a Go value as Item.Value describes.
func readValue(raw []byte) (v any, err error) {
	if err = decoding.Unmarshal(raw, &v); err != nil {
		err = loose.Unmarshal(raw, &v)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	return v, nil
}
