package sdjwt

import (
	"fmt"

	"jemput/internal/jose"
)

// placer puts disclosures in the place of their digests, RFC 9901 section 7.1 step 3.
type placer struct {
	disclosures []disclosure
	byDigest    map[string]int
	seen        map[string]struct{} // every digest met; a second meeting is an attack
}

// place gives the claims of a payload, without digests. It notes in each disclosure where it went.
func place(payload map[string]any, disclosures []disclosure) (map[string]any, error) {
	alg, there := payload[algKey]
	if there && alg != sha256ID {
		return nil, fmt.Errorf("%w: %s is not %s", ErrMalformed, algKey, sha256ID)
	}
	delete(payload, algKey)
	p := placer{disclosures: disclosures, byDigest: make(map[string]int, len(disclosures)), seen: make(map[string]struct{})}
	for i := range disclosures {
		digest := digestOf(disclosures[i].text)
		if _, twice := p.byDigest[digest]; twice {
			return nil, fmt.Errorf("%w: disclosure given twice", ErrMalformed)
		}
		p.byDigest[digest] = i
	}
	if err := p.object(payload, nil, -1); err != nil {
		return nil, err
	}
	for i := range disclosures {
		if !disclosures[i].placed {
			return nil, fmt.Errorf("%w: disclosure that no digest refers to", ErrMalformed)
		}
	}
	return payload, nil
}

// value walks one value; path leads to it and parent is the disclosure it stands in.
func (p *placer) value(v any, path Path, parent int) (any, error) {
	if len(path) > jose.MaxDepth {
		return nil, fmt.Errorf("%w: claims nest too deep", ErrMalformed)
	}
	switch v := v.(type) {
	case map[string]any:
		return v, p.object(v, path, parent)
	case []any:
		return p.array(v, path, parent)
	}
	return v, nil
}

func (p *placer) object(o map[string]any, path Path, parent int) error {
	digests, there := o[sdKey]
	delete(o, sdKey)
	for name, v := range o {
		if reserved(name) {
			return fmt.Errorf("%w: reserved claim name out of its place", ErrMalformed)
		}
		placed, err := p.value(v, append(path, name), parent)
		if err != nil {
			return err
		}
		o[name] = placed
	}
	if !there {
		return nil
	}
	list, ok := digests.([]any)
	if !ok {
		return fmt.Errorf("%w: %s is not an array", ErrMalformed, sdKey)
	}
	for _, digest := range list {
		if err := p.property(o, digest, path, parent); err != nil {
			return err
		}
	}
	return nil
}

// property puts the disclosure of one digest into its object, if the holder gave it.
func (p *placer) property(o map[string]any, digest any, path Path, parent int) error {
	i, err := p.find(digest, true)
	if err != nil || i < 0 {
		return err
	}
	d := &p.disclosures[i]
	if _, twice := o[d.name]; twice {
		return fmt.Errorf("%w: claim name given twice", ErrMalformed)
	}
	o[d.name], err = p.settle(i, append(path, d.name), parent)
	return err
}

func (p *placer) array(list []any, path Path, parent int) (any, error) {
	out := list[:0]
	for _, v := range list {
		at := append(path, len(out))
		o, isObject := v.(map[string]any)
		digest, isDigest := o[itemKey]
		var err error
		switch {
		case !isObject || !isDigest:
			v, err = p.value(v, at, parent)
		case len(o) != 1:
			err = fmt.Errorf("%w: digest of an array element with company", ErrMalformed)
		default:
			var i int
			if i, err = p.find(digest, false); err == nil && i < 0 {
				continue
			}
			if err == nil {
				v, err = p.settle(i, at, parent)
			}
		}
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// find gives the disclosure of a digest, -1 if the holder withheld it or it is a decoy.
func (p *placer) find(digest any, named bool) (int, error) {
	text, ok := digest.(string)
	if !ok {
		return 0, fmt.Errorf("%w: digest is not text", ErrMalformed)
	}
	if _, twice := p.seen[text]; twice {
		return 0, fmt.Errorf("%w: digest given twice", ErrMalformed)
	}
	p.seen[text] = struct{}{}
	i, given := p.byDigest[text]
	if !given {
		return -1, nil
	}
	if p.disclosures[i].named != named {
		return 0, fmt.Errorf("%w: disclosure of the wrong kind for its digest", ErrMalformed)
	}
	return i, nil
}

// settle walks a disclosure's own value and notes where it stands.
func (p *placer) settle(i int, path Path, parent int) (any, error) {
	d := &p.disclosures[i]
	d.placed, d.parent, d.path = true, parent, append(Path(nil), path...)
	return p.value(d.value, path, i)
}
