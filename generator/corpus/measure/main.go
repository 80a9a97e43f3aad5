//go:build unix

// Measure builds a made-up site of a given size with the program, from outside,
// and prints time, peak memory and the ratio to the floor: reading all sources
// and writing all outputs, nothing else.
//
//	go run ./generator/corpus/measure -commitments 10000
//
// Each step is a process of its own, so that none counts the memory of another.
// Builds and floors take turns, each into a new folder; the table shows medians.
// The sources are in the system's cache after the first.
//
// Give -dir a folder on a memory disk to leave the disk out altogether; on a slow
// one, making files hides what the program costs.
//
// It refuses to compare with anything but the floor of the same machine in the
// same minutes: quote the ratio, not the seconds. On a machine that is shared,
// time of the processor says more than time of the clock.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"vitrina/generator/corpus"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("measure: ")
	m := measurement{}
	flag.IntVar(&m.commitments, "commitments", 1000, "how many commitments the site has")
	flag.IntVar(&m.runs, "runs", 5, "how often to build, and to run the floor")
	flag.Uint64Var(&m.seed, "seed", 1, "seed of the made-up sources")
	flag.StringVar(&m.dir, "dir", "", "folder to work in; made and removed when not given")
	step := flag.String("step", "", "one step, as this program calls itself: sources or floor")
	flag.Parse()
	var err error
	switch *step {
	case "sources":
		if flag.Arg(0) == "" { // would be here
			log.Fatal("-step sources: name the folder")
		}
		err = corpus.Write(flag.Arg(0), m.commitments, m.seed)
	case "floor":
		err = floor(flag.Arg(0), flag.Arg(1), flag.Arg(2))
	default:
		err = m.run()
	}
	if err != nil {
		log.Fatal(err)
	}
}

// floor runs the floor once and prints how long it took, without the start of
// the process, which is not part of it.
func floor(sources, list, out string) error {
	outputs, err := readList(list)
	if err != nil {
		return err
	}
	start := time.Now()
	if err := corpus.Floor(sources, outputs, out, runtime.GOMAXPROCS(0)); err != nil {
		return err
	}
	fmt.Println(time.Since(start).Nanoseconds())
	return nil
}

// asOf is any fixed date, so that two builds make the same bytes.
const asOf = "2026-01-01"

type measurement struct {
	commitments, runs int
	seed              uint64
	dir               string
}

// cost is what one run of a step took.
type cost struct {
	time time.Duration
	// processor is the time of all cores together.
	processor time.Duration
	peak      int64 // bytes
}

func (m *measurement) run() (err error) {
	if m.commitments < 1 || m.runs < 1 {
		return fmt.Errorf("-commitments and -runs must be at least 1")
	}
	if m.dir == "" {
		if m.dir, err = os.MkdirTemp("", "measure"); err != nil {
			return fmt.Errorf("making a folder to work in: %w", err)
		}
		defer os.RemoveAll(m.dir)
	}
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("finding this program: %w", err)
	}
	in := func(name string) string { return filepath.Join(m.dir, name) }
	program, sources, list := in("program"), in("sources"), in("list")
	if _, _, err := timed("go", "build", "-o", program, "vitrina/generator"); err != nil {
		return err
	}
	if _, _, err := timed(self, "-step=sources", "-commitments="+strconv.Itoa(m.commitments), "-seed="+strconv.FormatUint(m.seed, 10), sources); err != nil {
		return err
	}

	var builds, floors []cost
	var stats []byte
	var outputs []corpus.Output
	for i := range m.runs {
		built, out := in("built-"+strconv.Itoa(i)), in("floor-"+strconv.Itoa(i))
		c, printed, err := timed(program, "build", "--source", sources, "--out", built, "--date", asOf, "--stats")
		if err != nil {
			return err
		}
		builds, stats = append(builds, c), printed
		if i == 0 {
			if outputs, err = corpus.Outputs(built); err != nil {
				return err
			}
			if err := writeList(list, outputs); err != nil {
				return err
			}
		}
		if c, err = floorCost(self, sources, list, out); err != nil {
			return err
		}
		floors = append(floors, c)
		for _, folder := range []string{built, out} {
			if err := os.RemoveAll(folder); err != nil {
				return fmt.Errorf("removing an output: %w", err)
			}
		}
	}

	inputs, err := corpus.Outputs(sources)
	if err != nil {
		return err
	}
	fmt.Printf("%d commitments, seed %d, %d cores, medians of %d\n", m.commitments, m.seed, runtime.GOMAXPROCS(0), m.runs)
	fmt.Printf("sources: %s; output: %s\n\n", sum(inputs), sum(outputs))
	if err := printCosts(builds, floors); err != nil {
		return err
	}
	fmt.Printf("\nthe last build's stages:\n%s", stats)
	return nil
}

// floorCost runs the floor in a process of its own.
func floorCost(self, sources, list, out string) (cost, error) {
	c, printed, err := timed(self, "-step=floor", sources, list, out)
	if err != nil {
		return c, err
	}
	took, err := strconv.ParseInt(strings.TrimSpace(string(printed)), 10, 64)
	if err != nil {
		return c, fmt.Errorf("reading what the floor took: %w", err)
	}
	c.time = time.Duration(took)
	return c, nil
}

// printCosts puts the builds beside the floor.
func printCosts(builds, floors []cost) error {
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\ttime (s)\tfastest\tslowest\ttimes the floor\tprocessor (s)\ttimes the floor\tpeak memory (MB)\t")
	base := median(floors)
	for _, row := range []struct {
		name string
		all  []cost
	}{{"build", builds}, {"floor", floors}} {
		mid, times := median(row.all), column(row.all, func(c cost) time.Duration { return c.time })
		fmt.Fprintf(t, "%s\t%.3f\t%.3f\t%.3f\t%.1f\t%.3f\t%.1f\t%.0f\t\n", row.name, mid.time.Seconds(), times[0].Seconds(), times[len(times)-1].Seconds(), mid.time.Seconds()/base.time.Seconds(),
			mid.processor.Seconds(), mid.processor.Seconds()/base.processor.Seconds(), float64(mid.peak)/1e6)
	}
	return t.Flush()
}

// timed runs a program and returns what it cost and printed. What it writes to
// standard error is shown only when it fails, but for a build's table of stages,
// which may stand in either.
func timed(name string, args ...string) (cost, []byte, error) {
	var out, errs bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	start := time.Now()
	err := cmd.Run()
	c := cost{time: time.Since(start)}
	if err != nil {
		return c, nil, fmt.Errorf("running %s %s: %w\n%s", filepath.Base(name), strings.Join(args, " "), err, errs.Bytes())
	}
	c.processor = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		c.peak = int64(usage.Maxrss)
		if runtime.GOOS != "darwin" && runtime.GOOS != "ios" {
			c.peak *= 1024 // elsewhere it counts kilobytes
		}
	}
	if out.Len() == 0 {
		return c, errs.Bytes(), nil
	}
	return c, out.Bytes(), nil
}

// column returns one of the values of all runs, from low to high.
func column[T cmp.Ordered](all []cost, of func(cost) T) []T {
	values := make([]T, len(all))
	for i, c := range all {
		values[i] = of(c)
	}
	slices.Sort(values)
	return values
}

// median returns the median of each value for itself.
func median(all []cost) cost {
	middle := len(all) / 2
	return cost{
		column(all, func(c cost) time.Duration { return c.time })[middle],
		column(all, func(c cost) time.Duration { return c.processor })[middle],
		column(all, func(c cost) int64 { return c.peak })[middle],
	}
}

func sum(files []corpus.Output) string {
	bytes := int64(0)
	for _, f := range files {
		bytes += f.Bytes
	}
	return fmt.Sprintf("%d files, %.1f MB", len(files), float64(bytes)/1e6)
}

// The list of outputs travels in a file: a line holds the bytes and the name.

func writeList(name string, outputs []corpus.Output) error {
	var b bytes.Buffer
	for _, o := range outputs {
		fmt.Fprintf(&b, "%d %s\n", o.Bytes, o.Name)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("writing the list of outputs: %w", err)
	}
	return nil
}

func readList(name string) ([]corpus.Output, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("reading the list of outputs: %w", err)
	}
	defer f.Close()
	var all []corpus.Output
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		size, name, _ := strings.Cut(lines.Text(), " ")
		bytes, err := strconv.ParseInt(size, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("reading the list of outputs: %w", err)
		}
		all = append(all, corpus.Output{Name: name, Bytes: bytes})
	}
	return all, lines.Err()
}
