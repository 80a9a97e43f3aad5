// Package check looks for whatever would mislead a reader or break a page, one
// rule a file.
//
// A rule is a value in the list Rules: its name, what it looks for, why that
// matters to readers, a wrong and a right example, and the function that finds
// it. Rules without a function are reported while the sources are read, by the
// packages source, written, table, words and render, or when an edition is
// frozen; they stand in the list so that it is complete.
//
// The voice of messages: lower case, no full stop, quote what the author typed,
// say what was expected; the hint names the nearest known word, the mend, and
// the file that holds the known ones.
//
// It refuses to read files, to change what was written, and to ask a clock or a
// network: it sees a source.Tree and nothing else. No rule looks at all rows for
// each row; what several rules look up is in index.go.
package check

import (
	"vitrina/generator/diag"
	"vitrina/generator/source"
)

// Rule is one thing that is looked for.
type Rule struct {
	// Name is the stable name, a noun phrase that reads well after "accepts".
	Name string
	// Severity is Error where a reader would be misled or a page would break.
	Severity diag.Severity
	// What says what the rule finds.
	What diag.Text
	// Why says what it would cost a reader.
	Why diag.Text
	// Wrong and Right are the same lines before and after the mend.
	Wrong, Right string
	// WrongEN and RightEN are the same in English, where the lines hold prose of
	// ours; empty where they are the same in both languages.
	WrongEN, RightEN string
	// Find reports what it finds; nil where the readers of files report it.
	Find func(*index, report)
}

// report notes one finding of the rule that was called with it.
type report func(at diag.Pos, message, hint diag.Text, related ...diag.Related)

// Rules are all rules by name.
var Rules = []Rule{
	alteredEdition,
	badDate,
	blankRow,
	brokenLink,
	byteOrderMark,
	cellType,
	controlCharacter,
	csvSyntax,
	duplicateID,
	endBeforeStart,
	factInTranslation,
	figureDiffers,
	fileName,
	formulaCell,
	headingOrder,
	invalidUTF8,
	layoutSyntax,
	lostAddress,
	missingColumn,
	missingFile,
	missingFrontMatter,
	missingOriginal,
	missingSource,
	missingSummary,
	missingTranslation,
	missingValue,
	missingWord,
	pathCollision,
	raggedRow,
	rawHTML,
	refusedImage,
	refusedLink,
	refusedVersion,
	refusedYAML,
	registerLine,
	removedInUse,
	repeatedColumn,
	repeatedKey,
	reservedName,
	schemaField,
	tooLarge,
	unexpectedFile,
	unknownAccept,
	unknownCode,
	unknownColumn,
	unknownCommitment,
	unknownEntity,
	unknownKey,
	unknownPlan,
	unknownReference,
	unknownSource,
	unknownVoice,
	valueRange,
	wrongScale,
	wrongSetting,
	wrongType,
	wrongWeek,
	wrongWord,
	yamlSyntax,
}

// Run returns what every rule finds, sorted, without the warnings that a page
// accepts. In a draft every finding is a warning. A tree of which nothing could
// be read, or whose default language is not known, has no findings beyond those
// of its reading.
func Run(t *source.Tree) diag.List {
	if t.Counts.Files == 0 || t.Undecided {
		return nil
	}
	ix := newIndex(t)
	var found diag.List
	for _, r := range Rules {
		if r.Find == nil {
			continue
		}
		r.Find(ix, func(at diag.Pos, message, hint diag.Text, related ...diag.Related) {
			f := diag.Finding{Pos: at, Severity: r.Severity, Rule: r.Name, Message: message, Hint: hint, Related: related}
			if owner := ix.text(at.File); owner != nil {
				if f.Severity == diag.Warning && owner.accepts(r.Name) {
					return
				}
				if owner.isDraft() {
					f.Severity = diag.Warning
				}
			}
			found = append(found, f)
		})
	}
	return found.Sorted()
}
