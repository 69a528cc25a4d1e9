// The list of sections, which marks the one that is read.

/** Part of the window, from above, in which the section that is read begins. */
const readAt = 0.3;
const wide = matchMedia('(min-width: 1100px)');

export function watchContents(): void {
  const details = document.querySelector<HTMLDetailsElement>('nav details')!;
  const summary = details.querySelector('summary')!;
  const links = [...document.querySelectorAll<HTMLAnchorElement>('nav a')];
  const sections = links.map((link) => document.getElementById(link.hash.slice(1))!);
  const fold = () => {
    details.open = wide.matches;
  };
  wide.addEventListener('change', fold);
  fold();
  for (const link of links)
    link.addEventListener('click', () => {
      if (!wide.matches) details.open = false;
    });
  let isAsked = false;
  const mark = () => {
    isAsked = false;
    const at = sections.findLastIndex((each) => each.getBoundingClientRect().top < innerHeight * readAt);
    for (const [i, link] of links.entries())
      if (i === at) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    summary.textContent = at < 0 ? 'Sections' : links[at].textContent;
  };
  addEventListener(
    'scroll',
    () => {
      if (!isAsked) requestAnimationFrame(mark);
      isAsked = true;
    },
    { passive: true },
  );
  mark();
}
