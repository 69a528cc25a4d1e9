import { useState } from 'react';
import { heard, kinds, tags } from './figures.js';

export function App({ kind: first = 'text' }) {
  const [kind, setKind] = useState(first);
  globalThis.show = setKind;
  return (
    <main>
      {tags.map((Tag) => (
        <Tag
          key={Tag}
          {...kinds[kind][Tag]}
          onInput={() => heard.input++}
          onnabla-change={() => heard.change++}
        />
      ))}
    </main>
  );
}
