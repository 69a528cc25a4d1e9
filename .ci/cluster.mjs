// npm run check:cluster: the pages of docs/cluster as they are written. Slurm on one node and GNU parallel, from Debian's
// packages, which it installs where they are missing: a task is killed and goes on under another host name, and what is
// merged has the bytes of one process. The Kubernetes manifest against its published schema.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const docs = join(root, 'docs/cluster');
const folder = mkdtempSync(join(tmpdir(), 'nabla-cluster-'));
const script = join(root, 'dist/src/cli/nabla.js');
const TASKS = 8;
const study =
  '--data iris --model mlp:16 --optimizer sgd,adam --rate 1e-4..1:20 --steps 4000 --validation 0.2 --seed 1'.split(
    ' ',
  );

const started = [];
/** What the daemons of Slurm say of themselves; told where something fails. */
let heard = '';
const say = (text) => console.log(text);

function need(fact, text) {
  if (!fact) throw new Error(text);
  say(`ok: ${text}`);
}

/** Installs the Debian packages of programs that are missing. */
function install(programs) {
  const missing = Object.keys(programs).filter(
    (program) => spawnSync('sh', ['-c', `PATH=$PATH:/usr/sbin command -v ${program}`]).status !== 0,
  );
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((program) => programs[program]))];
  const sudo = process.getuid() === 0 ? [] : ['sudo', '-n'];
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const [program, ...rest] = [...sudo, 'apt-get', '-qq', ...args];
    execFileSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  }
}

/** A folder with a `nabla` on its path, whose host name is that of the restart. */
function workFolder(name) {
  const work = join(folder, name);
  mkdirSync(join(work, 'bin'), { recursive: true });
  const nabla = join(work, 'bin/nabla');
  writeFileSync(
    nabla,
    `#!/bin/sh\nNABLA_HOST="node-\${SLURM_RESTART_COUNT:-0}" exec "${process.execPath}" "${script}" "$@"\n`,
  );
  chmodSync(nabla, 0o755);
  return work;
}

const environment = (work, more = {}) => ({
  ...process.env,
  PATH: `${join(work, 'bin')}:${process.env.PATH}:/usr/sbin`,
  ...more,
});

function daemon(program, args, env = process.env) {
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.on('data', (text) => {
    heard += `${program}: ${text}`;
  });
  started.push(child);
  return child;
}

async function until(fact, seconds, what) {
  for (const end = performance.now() + 1000 * seconds; performance.now() < end; await setTimeout(200))
    if (await fact()) return;
  throw new Error(`after ${seconds} s not yet: ${what}`);
}

/** Slurm on this node, in a folder of its own; the environment by which its commands find it. */
async function startSlurm() {
  const home = join(folder, 'slurm');
  mkdirSync(join(home, 'state'), { recursive: true });
  mkdirSync(join(home, 'spool'));
  writeFileSync(join(home, 'munge.key'), crypto.getRandomValues(new Uint8Array(128)), { mode: 0o400 });
  chmodSync(folder, 0o755);
  const socket = join(home, 'munge.socket');
  const own = ['key-file', 'seed-file', 'pid-file', 'log-file'].map((what) =>
    what === 'key-file' ? `--${what}=${join(home, 'munge.key')}` : `--${what}=${join(home, `munge.${what}`)}`,
  );
  const user = execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
  const host = hostname().split('.')[0];
  const port = 20000 + (process.pid % 20000);
  daemon('munged', ['--foreground', '--force', `--socket=${socket}`, ...own], environment(home));
  writeFileSync(
    join(home, 'slurm.conf'),
    `ClusterName=nabla
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=${user}
SlurmdUser=${user}
SlurmctldPort=${port}
SlurmdPort=${port + 1}
AuthType=auth/munge
AuthInfo=socket=${socket},cred_expire=5
CredType=cred/munge
StateSaveLocation=${home}/state
SlurmdSpoolDir=${home}/spool
SlurmctldPidFile=${home}/slurmctld.pid
SlurmdPidFile=${home}/slurmd.pid
SlurmctldLogFile=${home}/slurmctld.log
SlurmdLogFile=${home}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
ReturnToService=2
SchedulerParameters=batch_sched_delay=0,sched_interval=2
NodeName=${host} NodeAddr=127.0.0.1 CPUs=${availableParallelism()} RealMemory=16000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`,
  );
  const env = { SLURM_CONF: join(home, 'slurm.conf') };
  const conf = ['-D', '-f', join(home, 'slurm.conf')];
  await until(() => spawnSync('test', ['-S', socket]).status === 0, 20, 'munged listens');
  daemon('slurmctld', ['-c', ...conf], environment(home, env));
  daemon('slurmd', conf, environment(home, env));
  const call = (work, program, ...args) =>
    execFileSync(program, args, { cwd: work, env: environment(work, env), encoding: 'utf8' }).trim();
  await until(
    () => {
      const { stdout } = spawnSync('sinfo', ['-h', '-o', '%T'], {
        env: environment(home, env),
        encoding: 'utf8',
      });
      return stdout?.trim() === 'idle';
    },
    60,
    'the node is idle',
  );
  return { call, env };
}

/** Process ids of `nabla` with these words in its command line and environment. */
function processesOf(...words) {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const [line, env] = ['cmdline', 'environ'].map((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8'));
      return (
        line.startsWith(process.execPath) &&
        line.includes(script) &&
        words.every((word) => env.includes(word))
      );
    } catch {
      return false;
    }
  });
}

const lines = (path) => {
  try {
    return readFileSync(path, 'utf8').split('\n').length - 1;
  } catch {
    return 0;
  }
};

async function checkSlurm(whole) {
  install({ slurmctld: 'slurmctld', slurmd: 'slurmd', sbatch: 'slurm-client', munged: 'munge' });
  const { call, env } = await startSlurm();
  const work = workFolder('array');
  cpSync(join(docs, 'slurm'), join(work, 'slurm'), { recursive: true });
  const array = join(work, 'slurm/array.sh');
  // The page's array of 100 tasks, on a small node.
  writeFileSync(
    array,
    readFileSync(array, 'utf8')
      .replace('--array=0-99', `--array=0-${TASKS - 1}`)
      .replace('--mem=1G', '--mem=100M'),
  );
  call(work, 'slurm/submit.sh', ...study);
  const [shard, host] = [join(work, 'runs.3.jsonl'), 'SLURM_ARRAY_TASK_ID=3\0'];
  await until(() => lines(shard) > 0 && processesOf(host, work).length > 0, 300, 'task 3 has made a run');
  const [pid] = processesOf(host, work);
  process.kill(Number(pid), 'SIGKILL');
  const before = lines(shard);
  say(`task 3 killed after ${before} runs`);
  const runs = join(work, 'runs.jsonl');
  await until(
    () => call(work, 'squeue', '-h') === '' && lines(runs) > 0,
    400,
    'the array and its merge are done',
  );
  const log = readFileSync(join(work, 'nabla.3.log'), 'utf8');
  need(/of \d+ runs are there already/.test(log), 'the task that was killed went on from the runs it had');
  need(readFileSync(runs).equals(whole), `Slurm, ${TASKS} tasks: the bytes of one process`);
  need(/best /.test(readFileSync(join(work, 'nabla.merge.log'), 'utf8')), 'the merge job shows the best run');
  // A list of tasks is not taken for a whole array.
  const list = spawnSync('sbatch', ['--wait', '--array=3,7', '--output=list.%a.log', array, ...study], {
    cwd: work,
    env: environment(work, env),
  });
  need(
    list.status !== 0 && /--shard auto\/100/.test(readFileSync(join(work, 'list.3.log'), 'utf8')),
    'tasks 3,7 are no two shards of two',
  );
}

function checkParallel(whole) {
  install({ parallel: 'parallel' });
  const work = workFolder('parallel');
  const copy = join(work, 'parallel.sh');
  writeFileSync(
    copy,
    readFileSync(join(docs, 'parallel.sh'), 'utf8').replace('shards=100', `shards=${TASKS}`),
    { mode: 0o755 },
  );
  const { status, stderr } = spawnSync(copy, study, { cwd: work, env: environment(work), encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  need(
    readFileSync(join(work, 'runs.jsonl')).equals(whole),
    `GNU parallel, ${TASKS} shards: the bytes of one process`,
  );
}

/** Manifest by the models that are made from the published schema; by its fields where npm has them not. */
async function checkKubernetes() {
  const manifest = join(docs, 'kubernetes/job.yaml');
  const work = join(folder, 'kubernetes');
  mkdirSync(work);
  const { status } = spawnSync(
    'npm',
    ['install', '--silent', '--prefix', work, 'kubernetes-models@5', 'yaml@2'],
    { stdio: 'inherit' },
  );
  if (status === 0) {
    const check = `import { parse } from 'yaml'; import { Job } from 'kubernetes-models/batch/v1'; import { readFileSync } from 'node:fs';
      new Job(parse(readFileSync(process.argv[2], 'utf8'))).validate();`;
    writeFileSync(join(work, 'check.mjs'), check);
    execFileSync(process.execPath, ['check.mjs', manifest], { cwd: work, stdio: 'inherit' });
    need(true, 'the manifest of Kubernetes fits the published schema');
  } else {
    const text = readFileSync(manifest, 'utf8');
    for (const field of [
      'apiVersion: batch/v1',
      'completionMode: Indexed',
      'completions: 100',
      'restartPolicy: Never',
    ])
      need(text.includes(field), `the manifest has ${field} (no schema from npm)`);
  }
  need(
    readFileSync(join(docs, 'kubernetes/Dockerfile'), 'utf8').trim().split('\n').length === 3,
    'the image is three lines',
  );
}

try {
  const work = workFolder('whole');
  execFileSync('nabla', ['compare', ...study, '--out', 'runs.jsonl'], {
    cwd: work,
    env: environment(work),
    stdio: 'ignore',
  });
  const whole = readFileSync(join(work, 'runs.jsonl'));
  await checkKubernetes();
  checkParallel(whole);
  await checkSlurm(whole);
  say('all checks pass');
} catch (error) {
  process.stderr.write(heard);
  throw error;
} finally {
  for (const child of started.reverse()) child.kill('SIGTERM');
  await setTimeout(1000);
  for (const child of started) child.kill('SIGKILL');
  if (!process.env.NABLA_KEEP) rmSync(folder, { recursive: true, force: true });
}
