const most = 60;

/** Beginning and end of a long name or address; a short one as it is. */
export function briefly(name: string): string {
  if (name.length <= most) return name;
  return `${name.slice(0, most / 2)}…${name.slice(-most / 2)}`;
}
