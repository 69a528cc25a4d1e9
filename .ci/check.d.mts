export const checks: [name: string, args: string[]][];
export function check(): Promise<[name: string, args: string[]][]>;
