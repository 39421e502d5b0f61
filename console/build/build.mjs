// What Maven runs: builds the console into target/classes/console, or nothing when nothing changed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const output = join(root, 'target/classes/console');
const INPUTS = [
  'src',
  'public',
  'build',
  'index.html',
  'openapi.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'vitest.config.ts',
  '../server/src/main/resources/dev/herald/server/reason',
];

function files(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)));
}

function digest(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => files(join(root, path)))) {
    hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Runs the step unless its stamp says that it was done for the same inputs. */
function once(name, inputs, proof, step) {
  const stamp = join(root, 'target', `${name}.stamp`);
  const wanted = `${process.version} ${digest(inputs)}`;
  if (existsSync(proof) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  step();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function npm(...words) {
  const [command, shell] = process.platform === 'win32' ? ['npm.cmd', true] : ['npm', false];
  execFileSync(command, words, { cwd: root, stdio: 'inherit', shell });
}

function compress(folder) {
  for (const file of files(folder).filter((path) => /\.(js|css|svg|html)$/.test(path))) {
    const bytes = readFileSync(file);
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    );
  }
}

once('packages', ['package.json', 'package-lock.json'], join(root, 'node_modules/vite'), () =>
  npm('ci', '--no-progress', '--loglevel=error'),
);
if (process.argv.includes('--check=true')) {
  once('checked', [...INPUTS, 'journeys'], join(root, 'package.json'), () => {
    npm('run', '--silent', 'check');
    npm('run', '--silent', 'test');
  });
}
once('console', INPUTS, join(output, 'index.html'), () => {
  npm('run', '--silent', 'bundle', '--', '--logLevel', 'warn');
  compress(output);
});
