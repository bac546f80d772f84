"""HTML as a table of lines: parsed once in C, read as a tape, laid out as text and DOM columns.

parse.py    HTML → tape, the page's markup as one well-formed string
tape.py     tape → tags and elements as columns
render.py   tape → text in lines, and where on the tape each line stands
columns.py  what the elements around a line say of it: numbers (dense.py) and names (names.py)
page.py     all of them, one after the other
"""
