export const checks: [name: string, args: string[]][];
export function check(): [name: string, args: string[]][];
