"""Documents that are edited further: Word, PowerPoint and Excel; ``file_of(source)`` gives the file's bytes."""
