#!/usr/bin/env node
// `ecac` as npm installs it: the program made for this machine where its package is there, else ecac.wasm in this process.
import { packagedProgram } from '@ecac/program';
import { runNative } from '../lib/run_native.js';
import { runWasm } from '../lib/run_wasm.js';

const words = process.argv.slice(2);
const program = packagedProgram();
const code = program === null ? null : await runNative(program, words);
// A program that this system cannot start (another C library, a disk without execution) leaves the work to the other build.
process.exitCode = code ?? runWasm(words);
