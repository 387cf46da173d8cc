package sdjwt_test

import (
	"fmt"
	"testing"

	"jemput/sdjwt"

	"pgregory.net/rapid"
)

// node is a claims tree of a test, from which the input and the expected output are made.
type node struct {
	leaf     any
	children []child // nil for a leaf
	array    bool
}

type child struct {
	name        string
	node        node
	disclosable bool
}

func drawNode(t *rapid.T, depth int, root bool) node {
	shape := rapid.IntRange(0, 3).Draw(t, "shape")
	if root {
		shape = 1
	}
	if depth == 0 || shape == 0 || shape == 3 {
		return node{leaf: rapid.OneOf(
			rapid.Just[any](nil), rapid.Just[any](true), rapid.Just[any](1234567890123), rapid.Just[any](2.5),
			rapid.Map(rapid.String(), func(s string) any { return s }),
			rapid.Just[any]("Möbius \"quoted\"\\\n\u2028😀")).Draw(t, "leaf")}
	}
	n := node{array: shape == 2, children: []child{}}
	for i := range rapid.IntRange(0, 4).Draw(t, "children") {
		n.children = append(n.children, child{
			name:        fmt.Sprintf("%s%d", rapid.SampledFrom([]string{"a", "é", "_", "...x", "\""}).Draw(t, "name"), i),
			node:        drawNode(t, depth-1, false),
			disclosable: rapid.Bool().Draw(t, "disclosable"),
		})
	}
	return n
}

func (n node) input() any {
	switch {
	case n.children == nil:
		return n.leaf
	case n.array:
		a := sdjwt.Array{}
		for _, c := range n.children {
			if c.disclosable {
				a = append(a, sdjwt.DisclosableItem(c.node.input()))
			} else {
				a = append(a, sdjwt.Item(c.node.input()))
			}
		}
		return append(a, sdjwt.DecoyItem())
	}
	o := sdjwt.Object{sdjwt.Decoy()}
	for _, c := range n.children {
		if c.disclosable {
			o = append(o, sdjwt.Disclosable(c.name, c.node.input()))
		} else {
			o = append(o, sdjwt.Plain(c.name, c.node.input()))
		}
	}
	return o
}

// output is what a verifier sees where show says which disclosable parts are shown.
func (n node) output(path string, show func(path string) bool) any {
	switch {
	case n.children == nil:
		return n.leaf
	case n.array:
		list := []any{}
		for i, c := range n.children {
			at := fmt.Sprint(path, "/", i)
			if !c.disclosable || show(at) {
				list = append(list, c.node.output(at, show))
			}
		}
		return list
	}
	o := map[string]any{}
	for _, c := range n.children {
		at := path + "/" + c.name
		if !c.disclosable || show(at) {
			o[c.name] = c.node.output(at, show)
		}
	}
	return o
}

func join(p sdjwt.Path) string {
	s := ""
	for _, step := range p {
		s += fmt.Sprint("/", step)
	}
	return s
}

// TestRoundTrip: whatever is issued verifies as it was meant; whatever the holder withholds
// is gone and the rest is whole; the binding holds for what is shown and nothing else.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNode(t, 4, true)
		claims := n.input().(sdjwt.Object)
		token := issue(t, append(claims, cnf(holderKey)))
		model := n.output("", func(string) bool { return true }).(map[string]any)
		got, err := token.Verify(issuerKey.public(), check)
		if err != nil {
			t.Fatal(err)
		}
		delete(got, "cnf")
		if want, got := asJSON(t, model), asJSON(t, got); got != want {
			t.Fatalf("issued %s, verified %s", want, got)
		}
		shown := map[string]bool{}
		for _, p := range token.Disclosed() {
			shown[join(p)] = rapid.Bool().Draw(t, "show "+join(p))
		}
		holder := issue(t, append(claims, cnf(holderKey)))
		presented, err := holder.Present(func(p sdjwt.Path) bool { return shown[join(p)] })
		if err != nil {
			t.Fatal(err)
		}
		for at := range shown { // a chosen part brings what it stands in
			if !shown[at] {
				continue
			}
			for i := range at {
				if at[i] == '/' {
					if _, own := shown[at[:i]]; own {
						shown[at[:i]] = true
					}
				}
			}
		}
		text, err := presented.KeyBind(holderKey, bound)
		if err != nil {
			t.Fatal(err)
		}
		got, err = parse(t, text).VerifyPresentation(issuerKey.public(), asked)
		if err != nil {
			t.Fatal(err)
		}
		delete(got, "cnf")
		want := asJSON(t, n.output("", func(at string) bool { return shown[at] }))
		if got := asJSON(t, got); got != want {
			t.Fatalf("want %s, verified %s", want, got)
		}
	})
}

// TestSaltsDiffer: the same claims twice share no digest and no disclosure.
func TestSaltsDiffer(t *testing.T) {
	issuer, err := sdjwt.NewIssuer(issuerKey, sdjwt.Header{})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for range 50 {
		draft, err := issuer.Prepare(twenty())
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range draft.Disclosures() {
			if seen[d] {
				t.Fatal("a disclosure came twice")
			}
			seen[d] = true
		}
	}
	if len(seen) != 50*20 {
		t.Errorf("%d disclosures", len(seen))
	}
}
