// Anywidget's own host, in the classes of Jupyter's widgets that it extends; the kernel is a list of what is sent to it.
import * as base from '@jupyter-widgets/base';
import host from '../node_modules/anywidget/dist/index.js?raw';

globalThis.mountWidget = async (esm, traits) => {
  const { AnyModel, AnyView } = await hosted();
  const sent = [];
  const comm = {
    send: (data) => void sent.push(data),
    on_msg() {},
    on_close() {},
    close() {},
  };
  const id = String(Math.random());
  const model = new AnyModel(
    { _esm: esm, _anywidget_id: id, ...traits },
    { model_id: id, comm, widget_manager: { get_model: async () => model, callbacks: () => ({}) } },
  );
  const view = new AnyView({ model, el: document.createElement('div') });
  document.body.append(view.el);
  await view.render();
  return { model, view, sent };
};

/** The host as a page loads it, which is by `define`. */
function hosted() {
  return new Promise((resolve) => {
    globalThis.define = (_, factory) => resolve(factory(base));
    const url = URL.createObjectURL(new Blob([host], { type: 'text/javascript' }));
    import(/* @vite-ignore */ url);
  });
}
