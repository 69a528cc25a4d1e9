const most = 60;

/** A name or an address as far as it helps to tell it from others: how it begins, and how it ends. */
export function briefly(name: string): string {
  if (name.length <= most) return name;
  return `${name.slice(0, most / 2)}…${name.slice(-most / 2)}`;
}
