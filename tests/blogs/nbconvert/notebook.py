"""Writes the post as a notebook, as an author would type it: text cells, and a code cell for each figure."""
import nbformat.v4 as v4
import nbformat

cells = []
for part in open('waiting.md', encoding='utf-8').read().split('\n\n'):
    if part.startswith('%%html'):
        cells.append(v4.new_code_cell(part))
    else:
        cells.append(v4.new_markdown_cell(part))
notebook = v4.new_notebook(cells=cells, metadata={'kernelspec': {'name': 'python3', 'display_name': 'Python 3'}})
nbformat.write(notebook, 'waiting.ipynb')
