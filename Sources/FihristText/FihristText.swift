// Text in, terms out: word boundaries, folding, stemming and stop lists. Pure: knows nothing of files.
