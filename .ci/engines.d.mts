export function findEngines(): Record<'firefox' | 'webkitDriver' | 'miniBrowser' | 'display', string | null>;
