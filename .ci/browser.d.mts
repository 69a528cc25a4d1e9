export const flags: string[];
export function findBrowser(): string | null;
