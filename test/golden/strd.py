"""Writes strd.json from the 27 nonlinear problems of NIST's Statistical Reference Datasets (public domain, as works
of the United States government): `python3 strd.py FOLDER`, the folder with NIST's files Bennett5.dat … Thurber.dat,
which are in the source of Debian's package ceres-solver, data/nist. With --check it writes nothing and fails unless
the file is what it would write.

The models are NIST's, in Nabla's spelling. A log[y] on the left stands for the logarithm of the response, which is
then what is fitted. Numbers are as they stand in the files, but for zeros and signs that say nothing, and one that
is mended: NIST certifies b1 of Roszman1 as 2.0196866396E-01, which that package's file has garbled. A test asks of
every problem whether its certified parameters give its certified sum of squares."""
import json, pathlib, re, sys

SPELLED = [('**', '^'), ('[', '('), (']', ')'), ('arctan', 'atan')]
LEVELS = {'Lower': 'lower', 'Average': 'average', 'Higher': 'higher'}


MENDED = {'1.20196866396E-0': '2.0196866396E-01'}


def plain(number):
    return float(MENDED.get(number, number))


def model(lines):
    start = next(i for i, line in enumerate(lines) if line.startswith('Model:'))
    end = next(i for i, line in enumerate(lines) if i > start and re.match(r'\s+Starting values', line, re.I))
    text = ' '.join(line.strip() for line in lines[start + 2:end])
    # What goes before says what pi is, which the language knows.
    response, right = re.search(r'((?:log\[y\])|\by)\s*=\s*(.*)$', text).groups()
    right = re.sub(r'\s*\+\s*e\s*$', '', right)
    for theirs, ours in SPELLED:
        right = right.replace(theirs, ours)
    return ('log(y)' if response != 'y' else 'y'), re.sub(r'\s+', ' ', right).strip()


def problem(path):
    lines = path.read_text('latin-1').splitlines()
    level = next(LEVELS[word] for line in lines for word in LEVELS if f'{word} Level of Difficulty' in line)
    response, text = model(lines)
    rows = [re.match(r'\s*(b\d+)\s*=\s*(.*)$', line) for line in lines]
    rows = [(row.group(1), [plain(word) for word in row.group(2).split()]) for row in rows if row]
    rss = next(plain(line.split(':')[1]) for line in lines if line.startswith('Residual Sum of Squares'))
    count = next(int(line.split(':')[1]) for line in lines if line.startswith('Number of Observations'))
    # The last line that begins so: the first describes the columns.
    at = max(i for i, line in enumerate(lines) if line.startswith('Data:'))
    names = lines[at].split()[1:]
    numbers = [[plain(word) for word in line.split()] for line in lines[at + 1:] if line.strip()]
    columns = {name: [row[i] for row in numbers] for i, name in enumerate(names)}
    y = columns.pop('y')
    # Not by the degrees of freedom: those of Rat43 are misprinted.
    assert len(y) == count, path
    return {
        'name': path.stem, 'level': level, 'model': text, 'response': response,
        'parameters': [name for name, _ in rows],
        'starts': [[values[i] for _, values in rows] for i in (0, 1)],
        'certified': [values[2] for _, values in rows],
        'deviations': [values[3] for _, values in rows],
        'sumOfSquares': rss, 'columns': columns, 'y': y,
    }


def shortest(value):
    if isinstance(value, dict):
        return '{' + ', '.join(f'{json.dumps(key)}: {shortest(each)}' for key, each in value.items()) + '}'
    if isinstance(value, list):
        return '[' + ', '.join(map(shortest, value)) + ']'
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return json.dumps(value)


here = pathlib.Path(__file__).with_suffix('.json')
folder = pathlib.Path(next(word for word in sys.argv[1:] if word != '--check'))
problems = [problem(path) for path in sorted(folder.glob('*.dat'))]
assert len(problems) == 27
text = '[\n' + ',\n'.join(map(shortest, problems)) + '\n]\n'
if '--check' in sys.argv:
    sys.exit(0 if here.read_text() == text else 'strd.json is not what its script writes')
here.write_text(text)
