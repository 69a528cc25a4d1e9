export const recipes: Record<string, { path: string; text: string }[]>;
