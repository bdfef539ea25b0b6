#!/usr/bin/env node
// `ecac` as npm installs it: the program made for this machine where its package is there, else ecac.wasm in this process.
import { packagedProgram } from '@ecac/program';

// Each start reads only what it needs.
const native = async (program, words) => (await import('../lib/run_native.js')).runNative(program, words);
const wasm = async (words) => (await import('../lib/run_wasm.js')).runWasm(words);

const words = process.argv.slice(2);
const program = packagedProgram();
// A program that this system cannot start (another C library, a disk without execution) leaves the work to the other build.
process.exitCode = (program === null ? null : await native(program, words)) ?? (await wasm(words));
