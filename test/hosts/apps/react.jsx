import 'nabla-workbench/elements';
import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { App } from './App.jsx';

const app = document.querySelector('#app');
const tree = (
  <StrictMode>
    <App />
  </StrictMode>
);
if (app.firstElementChild) hydrateRoot(app, tree, { onRecoverableError: (error) => console.error(error) });
else createRoot(app).render(tree);
