"""What each document says on paper, one module a kind: ``manuscript_of(source)`` gives the page that is printed."""
