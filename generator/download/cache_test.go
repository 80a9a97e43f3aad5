package download

import "testing"

func TestACacheKeepsWhatTheLastBuildAskedFor(t *testing.T) {
	c, made := &Cache{}, 0
	ask := func(name string) {
		if _, err := c.of(digestOf([]byte(name)), func() ([]byte, error) { made++; return []byte(name), nil }); err != nil {
			t.Fatal(err)
		}
	}
	for i, build := range []struct {
		asks []string
		made int
	}{{[]string{"a", "b", "a"}, 2}, {[]string{"a"}, 2}, {[]string{"a", "b"}, 3}} {
		c.begin()
		for _, name := range build.asks {
			ask(name)
		}
		if made != build.made {
			t.Errorf("build %d: %d made, not %d", i+1, made, build.made)
		}
	}
}
