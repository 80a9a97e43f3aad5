package render

// usedWords are the words that this package's code asks for, besides those in
// the layouts; a test compares the list with the code.
var usedWords = []string{}
