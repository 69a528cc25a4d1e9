import 'nabla-workbench/elements';
import Reveal from 'reveal.js';
import 'reveal.js/reveal.css';

document.querySelector('#app').outerHTML = `<div class="reveal"><div class="slides">
  <section><nabla-derivative f="x^2 sin(x)" x="0.8" h="1.2" domain="-2..4" loading="eager"></nabla-derivative></section>
  <section><nabla-landscape f="x^2 + 3y^2" domain="-2..2" at="x=1,y=1" loading="eager"></nabla-landscape></section>
  <section><nabla-compare problem="rosenbrock" rates="0.0001" steps="100" autoplay="false"></nabla-compare></section>
</div></div>`;
// The deck scales its slides of 960 by 700 to the window.
const deck = new Reveal({
  width: 960,
  height: 700,
  margin: 0,
  center: false,
  transition: 'none',
  maxScale: 3,
});
await deck.initialize();
globalThis.deck = deck;
