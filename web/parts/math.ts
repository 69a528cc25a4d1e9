const known = new Map<string, Element>();
const most = 200;

/** A `<math>` element from the library's own writing, read as XML, in which nothing runs. */
export function math(written: string): Node {
  let read = known.get(written);
  if (!read) {
    read = new DOMParser().parseFromString(written, 'application/xml').documentElement;
    if (known.size >= most) known.clear();
    known.set(written, read);
  }
  return document.importNode(read, true);
}

const space = 'xmlns="http://www.w3.org/1998/Math/MathML"';

/** `f′(x) =` before what it is, or alone. */
export function named(primes: number, variable: Node | string, is: string | null, sign = true): Node {
  const prime = primes > 0 ? `<mo>${'′'.repeat(primes)}</mo>` : '';
  const of = `<mo stretchy="false">(</mo>${variable}<mo stretchy="false">)</mo>`;
  const inner = is === null ? '' : is.replace(/^<math[^>]*>/, '').replace(/<\/math>$/, '');
  return math(`<math ${space}><mi>f</mi>${prime}${of}${sign ? '<mo>=</mo>' : ''}${inner}</math>`);
}
