import { outOfRange, unknownName } from '../need.js';

/** Indices of columns by name or by pattern, in which `*` stands for any characters: in this order, each once. */
export function columnsNamed(who: string, names: readonly string[], asked: readonly string[]): number[] {
  const places = new Map(names.map((name, j) => [name, j]));
  const found = asked.flatMap((each) => {
    const at = places.get(each);
    if (at !== undefined) return [at];
    const matching = each.includes('*') ? indicesLike(names, each) : [];
    if (matching.length === 0) throw unknownName(who, 'column', each, names);
    return matching;
  });
  return [...new Set(found)];
}

/** Indices of the names that a pattern matches: its pieces are found one after the other. */
function indicesLike(names: readonly string[], pattern: string): number[] {
  const [head, ...rest] = pattern.split('*');
  const tail = rest.pop()!;
  const matches = (name: string) => {
    if (!name.startsWith(head)) return false;
    let from = head.length;
    for (const piece of rest) {
      const at = name.indexOf(piece, from);
      if (at < 0) return false;
      from = at + piece.length;
    }
    return name.length - tail.length >= from && name.endsWith(tail);
  };
  return names.flatMap((name, j) => (matches(name) ? [j] : []));
}

/** What a column is called that has no name. */
export const placeName = (j: number) => `column${j + 1}`;
export const isPlaceName = (name: string) => /^column[1-9]\d*$/.test(name);

/** Names of all columns: those without one by their place, those that are there already with a number behind. */
export function namesOfAll(given: readonly string[]): string[] {
  const taken = new Set(given);
  const before = new Set<string>();
  return given.map((name, j) => {
    if (name !== '' && !before.has(name)) {
      before.add(name);
      return name;
    }
    let own = name === '' ? placeName(j) : `${name} 2`;
    for (let k = 2; taken.has(own); k++) own = `${name === '' ? placeName(j) : name} ${k}`;
    taken.add(own);
    return own;
  });
}

/** Columns to predict from, checked: those asked for, or all, without the target and those to leave out. */
export function usedColumns(
  who: string,
  { names, nameless }: { names: readonly string[]; nameless: readonly number[] },
  { columns, without }: { columns?: readonly string[]; without?: readonly string[] },
  target: number,
): number[] {
  columns?.forEach((name, i) => {
    if (name === names[target]) throw outOfRange(who, `columns[${i}]`, 'a column beside the target', name);
  });
  const out = new Set([target, ...(without ? columnsNamed(who, names, without) : [])]);
  const all = columns
    ? columnsNamed(who, names, columns)
    : names.flatMap((_, j) => (nameless.includes(j) ? [] : [j]));
  return all.filter((j) => !out.has(j));
}
