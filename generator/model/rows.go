package model

import (
	"vitrina/generator/source"
	"vitrina/generator/table"
)

// The rows of the tables that the pages know. Columns in several languages
// (title_es, title_en) are not named here: they are read by language.

type planRow struct {
	ID           table.Text   `csv:"id"`
	Number       table.Number `csv:"number"`
	Start        table.Date   `csv:"start"`
	End          table.Date   `csv:"end"`
	Forum        table.Text   `csv:"forum"`
	ForumMembers table.List   `csv:"forum_members"`
	DocumentDate table.Date   `csv:"document_date"`
	Source       table.Text   `csv:"source"`
	OtherSources table.List   `csv:"other_sources"`
}

type entityRow struct {
	ID        table.Text `csv:"id"`
	Acronym   table.Text `csv:"acronym"`
	Kind      table.Text `csv:"kind"`
	Branch    table.Text `csv:"branch"`
	Level     table.Text `csv:"level"`
	Territory table.Text `csv:"territory"`
	Place     table.Text `csv:"place"`
	Website   table.Text `csv:"website"`
	Source    table.Text `csv:"source"`
}

type sourceRow struct {
	ID        table.Text `csv:"id"`
	Title     table.Text `csv:"title"`
	TitleIn   table.Text `csv:"title_language"`
	Publisher table.Text `csv:"publisher"`
	Date      table.Date `csv:"date"`
	URL       table.Text `csv:"url"`
	Language  table.Text `csv:"language"`
}

type milestoneRow struct {
	Commitment table.Text   `csv:"commitment"`
	Order      table.Text   `csv:"order"`
	Start      table.Date   `csv:"start"`
	Due        table.Date   `csv:"due"`
	FirstDue   table.Date   `csv:"first_due"`
	Status     table.Text   `csv:"status"`
	Target     table.Number `csv:"target"`
	Source     table.Text   `csv:"source"`
}

type reportRow struct {
	ID        table.Text `csv:"id"`
	Title     table.Text `csv:"title"`
	TitleIn   table.Text `csv:"title_language"`
	Languages table.List `csv:"languages"`
	Plan      table.Text `csv:"plan"`
	Kind      table.Text `csv:"kind"`
	Published table.Date `csv:"published"`
	Source    table.Text `csv:"source"`
}

type ratingRow struct {
	Commitment table.Text `csv:"commitment"`
	Report     table.Text `csv:"report"`
	Variable   table.Text `csv:"variable"`
	Part       table.Text `csv:"part"`
	Value      table.Text `csv:"value"`
	Scale      table.Text `csv:"scale"`
	Source     table.Text `csv:"source"`
}

type updateRow struct {
	ID         table.Text `csv:"id"`
	Commitment table.Text `csv:"commitment"`
	Milestone  table.Text `csv:"milestone_order"`
	Date       table.Date `csv:"date"`
	Voice      table.Text `csv:"voice"`
	// SpeakerKnown is false where the source does not say who states it.
	SpeakerKnown table.Text   `csv:"speaker_known"`
	Status       table.Text   `csv:"status"`
	Percent      table.Number `csv:"percent"`
	Evidence     table.List   `csv:"evidence"`
	Source       table.Text   `csv:"source"`
}

type claimRow struct {
	ID       table.Text `csv:"id"`
	Kind     table.Text `csv:"subject_kind"`
	Subject  table.Text `csv:"subject"`
	Property table.Text `csv:"property"`
	Value    table.Text `csv:"value"`
	Computed table.Text `csv:"computed"`
	Source   table.Text `csv:"source"`
	Date     table.Date `csv:"date"`
}

type memberRow struct {
	ID          table.Text   `csv:"id"`
	Kind        table.Text   `csv:"kind"`
	Joined      table.Date   `csv:"joined"`
	Plan        table.Text   `csv:"plan"`
	Commitments table.Number `csv:"commitments"`
	AsOf        table.Date   `csv:"as_of"`
	Source      table.Text   `csv:"source"`
}

type exerciseRow struct {
	ID         table.Text   `csv:"id"`
	Commitment table.Text   `csv:"commitment"`
	Kind       table.Text   `csv:"kind"`
	Year       table.Text   `csv:"year"`
	Start      table.Date   `csv:"start"`
	End        table.Date   `csv:"end"`
	Target     table.Number `csv:"target"`
	Result     table.Number `csv:"result"`
	Counted    table.Text   `csv:"counted"`
	Source     table.Text   `csv:"source"`
}

type codeRow struct {
	Code  table.Text   `csv:"code"`
	Order table.Number `csv:"order"`
	From  table.Date   `csv:"valid_from"`
}

// rowsOf reads a dataset into typed rows; none when the site has no such
// dataset.
func rowsOf[T any](t *source.Tree, name string) ([]T, *table.Table) {
	d := t.Dataset(name)
	if d == nil || d.Table == nil {
		return nil, nil
	}
	return table.Rows[T](d.Table), d.Table
}

// column reads the columns of a table that hold one text in several
// languages: prefix_es, prefix_en.
func (s *Site) column(t *table.Table, prefix string) func(row int) Text {
	if t == nil {
		return func(int) Text { return nil }
	}
	at := make([]int, len(s.codes))
	for i, code := range s.codes {
		at[i] = t.Column(prefix + "_" + code)
	}
	// A table without a column for one of the site's languages may hold the
	// text in another, or in one column for all.
	other := t.Column(prefix)
	return func(row int) Text {
		cells := t.Rows[row]
		return s.text(func(language string) string {
			for i, code := range s.codes {
				if code == language && at[i] >= 0 {
					return cells[at[i]]
				}
			}
			if other >= 0 {
				return cells[other]
			}
			return ""
		})
	}
}
