"""Pages as one table of lines: bytes → character codes → tokens → lines, all as columns."""
