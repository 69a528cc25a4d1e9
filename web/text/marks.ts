// What the text and its figures both mark, lit together.

export function prepareMarks(): void {}
