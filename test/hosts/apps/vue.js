import 'nabla-workbench/elements';
import { createApp, createSSRApp } from 'vue';
import App from './App.vue';

const app = document.querySelector('#app');
(app.firstElementChild ? createSSRApp(App) : createApp(App)).mount(app);
