// The same on a server, which has no page: the elements are imported, as an app does that shares its modules.
import 'nabla-workbench/elements';
import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { createSSRApp } from 'vue';
import { renderToString as renderVue } from 'vue/server-renderer';
import { App } from './App.jsx';
import VueApp from './App.vue';

export const react = () =>
  renderToString(
    <StrictMode>
      <App />
    </StrictMode>,
  );
export const vue = () => renderVue(createSSRApp(VueApp));
