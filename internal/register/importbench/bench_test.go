package importbench

import (
	"context"
	"os"
	"strconv"
	"testing"
	"time"
)

// TestRun imports a small file; JEMPUT_BENCH_ROWS asks for more, and prints what was measured.
func TestRun(t *testing.T) {
	rows := 3000
	if asked, err := strconv.Atoi(os.Getenv("JEMPUT_BENCH_ROWS")); err == nil {
		rows = asked
	}
	got, err := Run(context.Background(), Config{Rows: rows, Folder: t.TempDir(), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	if got.Accepted != int64(rows) || got.Rejected != 0 || got.ChangedAgain != 0 || got.Ratio <= 0 || got.RowsPerSecond <= 0 {
		t.Fatalf("got %+v", got)
	}
	t.Logf("%+v", got)
}
