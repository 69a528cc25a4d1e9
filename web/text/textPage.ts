// The script of the text: brings figures as they are scrolled to, checks exercises, lights what figures mark.
import { watchContents } from './contents.js';
import { prepareExercises } from './exercises.js';
import { prepareListings } from './listings.js';
import { prepareMarks } from './marks.js';

/** The elements of the text; each is a part of its own. */
const parts: Readonly<Record<string, () => Promise<unknown>>> = {
  'nabla-activation': () => import('../elements/nabla-activation.js'),
  'nabla-chain': () => import('../elements/nabla-chain.js'),
  'nabla-derivative': () => import('../elements/nabla-derivative.js'),
  'nabla-gradient-check': () => import('../elements/nabla-gradient-check.js'),
  'nabla-jacobian': () => import('../elements/nabla-jacobian.js'),
  'nabla-landscape': () => import('../elements/nabla-landscape.js'),
  'nabla-softmax': () => import('../elements/nabla-softmax.js'),
  'nabla-taylor': () => import('../elements/nabla-taylor.js'),
};

/** How far below the window a figure is when its part is fetched. */
const ahead = '800px';

/** Fetches the part of each figure that comes near; where it does not come, the picture stays. */
function watchFigures(): void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        void parts[(target as HTMLElement).dataset.figure!]().catch(() => observer.observe(target));
      }
    },
    { rootMargin: ahead },
  );
  for (const each of document.querySelectorAll('.figure')) observer.observe(each);
}

function prepareTheme(): void {
  const button = document.querySelector<HTMLButtonElement>('.theme')!;
  const schemes = ['system', 'light', 'dark'];
  let at = 0;
  button.addEventListener('click', () => {
    at = (at + 1) % schemes.length;
    document.documentElement.dataset.colorScheme = schemes[at];
    button.textContent = `Theme: ${schemes[at]}`;
  });
}

document.documentElement.classList.add('scripted');
watchFigures();
prepareTheme();
prepareListings();
prepareExercises();
prepareMarks();
watchContents();
