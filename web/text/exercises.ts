// Exercises: fields whose content the library judges. What is done is kept on the device.
import type { Check } from './section.js';

const key = 'nabla-text-done';

function readDone(): Set<string> {
  try {
    return new Set(JSON.parse(localStorage.getItem(key) ?? '[]') as string[]);
  } catch {
    return new Set();
  }
}

function keepDone(done: ReadonlySet<string>): void {
  try {
    localStorage.setItem(key, JSON.stringify([...done]));
  } catch {
    // Without storage it is known until the page is left.
  }
}

/** Has exercises answer, and the contents say how many are done. */
export function prepareExercises(): void {
  const all = [...document.querySelectorAll<HTMLFormElement>('.exercise')];
  const ids = new Set(all.map(({ id }) => id));
  const done = new Set([...readDone()].filter((id) => ids.has(id)));
  const count = document.querySelector('.done')!;
  const tell = () => {
    count.textContent = `${done.size} of ${all.length} exercises done`;
  };
  tell();
  for (const form of all)
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void answer(form).then((isRight) => {
        if (!isRight) return;
        done.add(form.id);
        keepDone(done);
        tell();
      });
    });
}

/** The verdict on what a field holds, beside it; text of the reader is never more than text. */
async function answer(form: HTMLFormElement): Promise<boolean> {
  const field = form.querySelector('input')!;
  const output = form.querySelector('output')!;
  const { isRight, says } = await verdict(JSON.parse(form.dataset.check!) as Check, field.value);
  field.ariaInvalid = String(!isRight);
  form.classList.toggle('right', isRight);
  form.classList.toggle('wrong', !isRight);
  output.textContent = `${isRight ? '✓ ' : ''}${says}`;
  return isRight;
}

async function verdict(check: Check, typed: string) {
  try {
    const { judge } = await import('./judge.js');
    return judge(check, typed);
  } catch (error) {
    return { isRight: false, says: (error as Error).message };
  }
}
