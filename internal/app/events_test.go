package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"jemput/internal/auth"
	"jemput/internal/httpapi/httpapitest"
	"jemput/internal/outreach"
)

// composed are the events whose names are put together, by the part that is in the code.
var composed = map[string][]string{
	"visit.": {string(outreach.Planned), string(outreach.Open), string(outreach.Closed), string(outreach.Cancelled)},
}

// TestEveryEventHasWords compares the events that operations declare and packages write with the words that the office
// has for them. That both languages have the same words is the business of the type checker.
func TestEveryEventHasWords(t *testing.T) {
	a, _ := newNode(t, true)
	events := writtenEvents(t, "..")
	for _, op := range httpapitest.Walk(t, a.API().Handler(), auth.Scopes()) {
		events[op.Event] = op.ID
	}
	if len(events) < 60 {
		t.Errorf("only %d events were found", len(events))
	}
	words := eventWords(t, filepath.Join("..", "..", "web", "office", "src", "admin", "eventwords.ts"))
	for event, where := range events {
		if words[event] != 2 {
			t.Errorf("%s (%s) has no words in the office in %d of 2 languages", event, where, 2-words[event])
		}
	}
	for event := range words {
		if _, ok := events[event]; !ok {
			t.Errorf("the office has words for %s, which nothing records", event)
		}
	}
}

var wordLine = regexp.MustCompile(`(?m)^\s*'([a-z_]+\.[a-z_.]+)': '[^']+',$`)

// eventWords counts the texts of each event in the office's dictionary.
func eventWords(t *testing.T, file string) map[string]int {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]int{}
	for _, m := range wordLine.FindAllStringSubmatch(string(text), -1) {
		words[m[1]]++
	}
	return words
}

// writtenEvents finds in the code below root the events that packages write themselves: what stands as Event in an
// audit.Event, and what is given to the functions that fill one from a parameter.
func writtenEvents(t *testing.T, root string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			for _, e := range eventsAt(n) {
				for _, name := range spelled(t, path, e) {
					found[name] = path
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// fill are the functions that make an audit.Event of a name which they are given.
var fill = map[string]bool{"note": true, "change": true}

// eventsAt are the expressions of a node that name an event.
func eventsAt(n ast.Node) (all []ast.Expr) {
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Event" {
			all = append(all, n.Value)
		}
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.SelectorExpr); ok && fill[f.Sel.Name] {
			all = append(all, n.Args...)
		}
	}
	return all
}

// spelled are the names that an expression can come to; none for one that passes a name on.
func spelled(t *testing.T, path string, e ast.Expr) []string {
	t.Helper()
	if sum, ok := e.(*ast.BinaryExpr); ok {
		var names []string
		for _, first := range spelled(t, path, sum.X) {
			if composed[first] == nil {
				t.Errorf("%s puts the event %s… together: list what it can come to", path, first)
			}
			for _, last := range composed[first] {
				names = append(names, first+last)
			}
		}
		return names
	}
	text, ok := e.(*ast.BasicLit)
	if !ok || text.Kind != token.STRING {
		return nil
	}
	name, err := strconv.Unquote(text.Value)
	if err != nil || !strings.Contains(name, ".") {
		return nil
	}
	return []string{name}
}
