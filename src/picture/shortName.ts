const maxLength = 60;

/** Beginning and end of a long name or address; a short one as it is. */
export function shortenMiddle(name: string): string {
  if (name.length <= maxLength) return name;
  return `${name.slice(0, maxLength / 2)}…${name.slice(-maxLength / 2)}`;
}
