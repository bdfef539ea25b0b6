// The npm package as it is handed out, but with a small module in place of ecac.wasm: it says the same things to its host.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import createWabt from 'wabt';
import { root } from '../support.mjs';

/** The signature of every function that a host has, as ecac.wasm imports it. */
export const signatures = {
  take: 'i', explain: '>i', current_directory: '>i', environment: 'ii>i', pause: 'f', is_terminal: 'i>i',
  write_stream: 'iii>i', read_stream: 'i>i', list: 'ii>i', read_file: 'iii>i', read_special_file: 'iii>i', kind: 'ii>i', is_link: 'ii>i',
  identity: 'iii>i', stamp: 'iii>i', is_of_another: 'iiii>i', resolve: 'ii>i', write_file: 'iiii>i', rename: 'iiii>i', remove: 'ii>i',
  git_open: 'iiii>i', git_send: 'iii>i', git_receive: 'iii>i', git_close: 'i>i',
};

const type = (letters) => [...letters].map((letter) => ({ i: 'i32', f: 'f64' })[letter]).join(' ');
const imported = Object.entries(signatures).map(([name, signature]) => {
  const [parameters, result = ''] = signature.split('>');
  return `(import "ecac" "${name}" (func $${name} (param ${type(parameters)}) (result ${type(result)})))
    (export "${name}" (func $${name}))`;
});

const wabt = await createWabt();

/** Bytes of a module that hands its imports on as exports, and whose `ecac_run` has this body. */
export const moduleWith = (run = '(i32.const 0)', more = '') => {
  const text = `(module
    ${imported.join('\n')}
    (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
    (import "wasi_snapshot_preview1" "sched_yield" (func $sched_yield (result i32)))
    (export "fd_write" (func $fd_write)) (export "sched_yield" (func $sched_yield))
    (memory (export "memory") 64)
    (func (export "_initialize"))
    (func (export "ecac_allocate") (param i32) (result i32) (i32.const 65536))
    (func (export "ecac_run") (param $address i32) (param $size i32) (result i32) ${run})
    ${more})`;
  const parsed = wabt.parseWat('module.wat', text);
  try {
    return parsed.toBinary({}).buffer;
  } finally {
    parsed.destroy();
  }
};

/** Writes the words it got to standard output, and ends with the code. */
export const echo = (code) =>
  `(if (i32.lt_s (call $write_stream (i32.const 1) (local.get $address) (local.get $size)) (i32.const 0)) (then (return (i32.const 0))))
   (i32.const ${code})`;

const made = mkdtempSync(path.join(os.tmpdir(), 'ecac-npm-'));
process.on('exit', () => rmSync(made, { recursive: true, force: true }));

/** The folder of the package, with this module. */
export const assemble = (name, bytes = moduleWith()) => {
  const folder = path.join(made, name, 'node_modules/ecac');
  execFileSync(process.execPath, [path.join(root, 'compiler/clients/npm/tools/assemble.js'), folder]);
  writeFileSync(path.join(folder, 'ecac.wasm'), bytes);
  return folder;
};

const shared = assemble('shared');
/** A file of the package's source, imported as it will be. */
export const load = (file) => import(pathToFileURL(path.join(shared, file)));
