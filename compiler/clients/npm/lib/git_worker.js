// The thread in which programs run. It answers one question after the other by its port, and wakes who waits for it.
import { spawn } from 'node:child_process';
import os from 'node:os';
import { workerData } from 'node:worker_threads';
import { Refusal } from './host_error.js';

const kMostWaiting = 1 << 20; // bytes of output that nobody has asked for yet
const kPatience = 2000; // milliseconds for a program to end by itself

const { signal, port } = workerData;
const processes = new Map();
let last = 0;

const reply = (message) => {
  port.postMessage(message);
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
};
const refuse = (refusal, message = '') => reply({ error: { refusal, message } });

class Program {
  chunks = [];
  waiting = 0;
  ended = false;
  onOutput = null;

  constructor(child) {
    this.child = child;
    child.stdout.on('data', (bytes) => {
      this.chunks.push(bytes);
      this.waiting += bytes.length;
      if (this.waiting > kMostWaiting) child.stdout.pause();
      this.onOutput?.();
    });
    child.stdout.on('end', () => {
      this.ended = true;
      this.onOutput?.();
    });
    this.readsNoMore = false;
    child.stdin.on('error', () => {
      this.readsNoMore = true;
    });
    this.closed = new Promise((resolve) => {
      child.on('close', (code, name) => resolve(code ?? 128 + (os.constants.signals[name] ?? 0)));
    });
  }

  take(limit) {
    const all = this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks);
    const part = all.subarray(0, limit);
    this.chunks = part.length < all.length ? [all.subarray(part.length)] : [];
    this.waiting -= part.length;
    if (this.waiting <= kMostWaiting) this.child.stdout.resume();
    return part;
  }
}

const acts = {
  open({ program, words, variables }) {
    const child = spawn(program, words, { env: variables, stdio: ['pipe', 'pipe', 'ignore'], shell: false, windowsHide: true });
    child.once('error', (error) => refuse(Refusal.other, `git cannot be started: ${error.message}`));
    child.once('spawn', () => {
      last += 1;
      processes.set(last, new Program(child));
      reply({ value: last });
    });
  },
  send({ handle, bytes }) {
    const program = processes.get(handle);
    if (bytes.length === 0) {
      program.child.stdin.end();
      reply({ value: true });
      return;
    }
    if (program.readsNoMore || !program.child.stdin.writable) {
      reply({ value: false });
      return;
    }
    program.child.stdin.write(bytes);
    reply({ value: true });
  },
  receive({ handle, limit, milliseconds }) {
    const program = processes.get(handle);
    let timer = null;
    const answer = () => {
      if (program.chunks.length === 0 && !program.ended) return;
      clearTimeout(timer);
      program.onOutput = null;
      reply({ value: program.chunks.length === 0 ? new Uint8Array(0) : Uint8Array.from(program.take(limit)) });
    };
    timer = setTimeout(() => {
      program.onOutput = null;
      refuse(Refusal.other, 'timed out');
    }, milliseconds);
    program.onOutput = answer;
    answer();
  },
  async close({ handle }) {
    const program = processes.get(handle);
    processes.delete(handle);
    program.child.stdin.end();
    program.child.stdout.resume();
    program.chunks = [];
    const timer = setTimeout(() => program.child.kill('SIGKILL'), kPatience);
    const code = await program.closed;
    clearTimeout(timer);
    reply({ value: code });
  },
};

port.on('message', (question) => acts[question.act](question));
