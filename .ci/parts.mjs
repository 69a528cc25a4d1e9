// A page's script in parts that are classic scripts: pages opened from a folder may load those, and no modules.
import { build } from 'vite';
import { ascii, bundled, forPages, inEnglishAlone } from './bundle.mjs';
import { licenceLine, noteModules } from './licences.mjs';

/**
 * What brings parts together: `add` takes the code of one; `load` has those that are missing fetched by script tags,
 * and returns the exports of the last. The exports of a part that is not there yet are empty until it is.
 */
const runtime = `var nablaParts=(()=>{
const base=document.currentScript.src,codes={},made={},begun={},fetched={};
const need=(path)=>{const name=path.slice(2);const exports=made[name]??={};if(codes[name]&&!begun[name]){begun[name]=true;codes[name](exports,need)}return exports};
let trusted=(address)=>address;
if(window.trustedTypes){const policy=trustedTypes.createPolicy("nabla-worker",{createScriptURL:trusted});trusted=(address)=>policy.createScriptURL(address)}
const fetchPart=(name)=>codes[name]?null:fetched[name]??=new Promise((resolve,reject)=>{
const script=document.createElement("script");
script.src=trusted(new URL(name,base).href);
script.onload=resolve;
script.onerror=()=>{delete fetched[name];reject(new Error(name+" did not load"))};
document.head.append(script)});
return{need,add:(name,code)=>{codes[name]=code},load:async(...names)=>{await Promise.all(names.map(fetchPart));return need("./"+names.at(-1))}}})();
`;

/** What is fetched when it is needed, left out. */
const withoutLater = {
  name: 'without what comes later',
  enforce: 'pre',
  resolveId: (id, _, { kind }) => (kind === 'dynamic-import' ? { id, external: true } : null),
};

/** Modules that a source needs from the beginning, as it is bundled by itself; elements are parts of their own. */
async function closureOf(entry) {
  const { modules } = await bundled(entry, 'closure', 'es', [withoutLater, inEnglishAlone]);
  const isElement = (id) => id.includes('/web/elements/');
  return new Set(Object.keys(modules).filter((id) => modules[id].renderedLength > 0 && !isElement(id)));
}

/** The chunks of a script: what `first` needs is in one, what `played` needs besides in another. */
async function chunksOf(entry, first, played) {
  const [atFirst, ofRuns] = [await closureOf(first), await closureOf(played)];
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [...forPages, inEnglishAlone],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: { entry: { text: entry }, formats: ['cjs'] },
      rolldownOptions: {
        checks: { bundlerTimings: false },
        preserveEntrySignatures: false,
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          codeSplitting: {
            // The first part imports nothing that is of others.
            includeDependenciesRecursively: false,
            groups: [
              {
                debugName: 'shared',
                name: (id) => (atFirst.has(id) ? 'first' : ofRuns.has(id) ? 'runs' : null),
              },
            ],
          },
        },
      },
    },
  });
  for (const { moduleIds } of output) noteModules(moduleIds);
  return output;
}

/**
 * The parts of a script by file name, and the names of those that its first screen needs, in order: `first` is the
 * source of the element there, `played` of one that plays runs. What the first part takes of others is never used
 * before they are there: modules of others alone use it.
 */
export async function parts(entry, first, played) {
  const output = await chunksOf(entry, first, played);
  const chunks = new Map(output.map((chunk) => [chunk.fileName, chunk]));
  const element = output.find(({ facadeModuleId }) => facadeModuleId?.endsWith(first)).fileName;
  // The first part has all that its element needs: what else it takes is for others.
  const isFirst = (name) => name === 'first.js' || name === element;
  const reach = (name, found) => {
    if (found.has(name)) return found;
    found.add(name);
    for (const each of chunks.get(name).imports) if (!isFirst(name) || isFirst(each)) reach(each, found);
    return found;
  };
  // Its own part is the last.
  const needed = (name) => [...reach(name, new Set())].reverse();
  const atOnce = [...new Set(['parts.js', ...needed(element), ...needed('text.js')])];
  const later = /Promise\.resolve\(\)\.then\(\(\)=>require\(["'`]\.\/([\w.-]+)["'`]\)\)/g;
  const codeOf = (code) =>
    ascii(code).replace(later, (_, name) => {
      const names = needed(name).filter((each) => each === name || !atOnce.includes(each));
      return `nablaParts.load(${names.map((each) => JSON.stringify(each)).join()})`;
    });
  const files = { 'parts.js': runtime };
  for (const { fileName, code } of output)
    files[fileName] = `nablaParts.add(${JSON.stringify(fileName)},(exports,require)=>{${codeOf(code)}\n});\n`;
  files['first.js'] = licenceLine() + files['first.js'];
  files['text.js'] += 'nablaParts.need("./text.js");\n';
  return { files, atOnce };
}
