// Programs in one language at a time, which is the same for all of the page.

function show(language: string): void {
  for (const each of document.querySelectorAll<HTMLElement>('[data-language]'))
    each.classList.toggle('aside', each.dataset.language !== language);
  for (const each of document.querySelectorAll<HTMLElement>('[data-show]'))
    each.ariaPressed = String(each.dataset.show === language);
}

/** Has the buttons above programs choose their language, and copy them. */
export function prepareListings(): void {
  show('python');
  for (const tabs of document.querySelectorAll('.tabs')) {
    for (const each of tabs.querySelectorAll<HTMLElement>('[data-show]'))
      each.addEventListener('click', () => showInPlace(each));
    const copy = tabs.querySelector<HTMLButtonElement>('.copy')!;
    copy.hidden = !navigator.clipboard;
    copy.addEventListener('click', () => void copyProgram(copy));
  }
}

/** Programs differ in length: what was pressed stays where it is. */
function showInPlace(button: HTMLElement): void {
  const before = button.getBoundingClientRect().top;
  show(button.dataset.show!);
  scrollBy({ top: button.getBoundingClientRect().top - before, behavior: 'instant' });
}

async function copyProgram(button: HTMLButtonElement): Promise<void> {
  const program = button.closest('.listing')!.querySelector('[data-language]:not(.aside) code')!;
  const told = await navigator.clipboard.writeText(program.textContent).then(
    () => 'Copied',
    () => 'Not copied',
  );
  button.textContent = told;
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 2000);
}
