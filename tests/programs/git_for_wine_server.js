// Asks git for programs in wine (git_for_wine.cpp). Prints its port. Wine's drive Z: is the root of this machine: paths
// lose it on their way in, and get it on their way out where git answers with one.
'use strict';
const net = require('node:net');
const { spawn } = require('node:child_process');

const inward = (text) => text.replace(/^Z:(?=\/)/, '').replace(/=Z:(?=\/)/, '=');
const kAnswersPath = new Set(['--absolute-git-dir', '--show-toplevel', '--git-common-dir']);

const number = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
};

net.createServer({ allowHalfOpen: true }, (socket) => {
  let head = Buffer.alloc(0);
  let git = null;
  const begin = (words, variables, rest) => {
    const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
    for (const variable of variables) own[variable.slice(0, variable.indexOf('='))] = variable.slice(variable.indexOf('=') + 1);
    git = spawn('git', words, { env: own, stdio: ['pipe', 'pipe', 'ignore'] });
    git.stdin.on('error', () => {});
    git.stdin.write(rest);
    const path = words.some((word) => kAnswersPath.has(word));
    git.stdout.on('data', (bytes) => {
      const piece = path ? Buffer.from(bytes.toString().replace(/^\//, 'Z:/')) : bytes;
      socket.write(Buffer.concat([number(piece.length), piece]));
    });
    git.on('close', (code) => socket.end(Buffer.concat([number(0), number(code ?? 125)])));
  };
  socket.on('data', (bytes) => {
    if (git !== null) {
      git.stdin.write(bytes);
      return;
    }
    head = Buffer.concat([head, bytes]);
    const words = head.indexOf('\0\0');
    const end = words < 0 ? -1 : head[words + 2] === 0 ? words + 2 : head.indexOf('\0\0', words + 2) + 1;
    if (end <= 0) return;
    const listed = (from, to) => head.subarray(from, to).toString().split('\0').filter((text) => text !== '').map(inward);
    begin(listed(0, words), listed(words + 2, end), head.subarray(end + 1));
  });
  socket.on('end', () => git?.stdin.end());
  socket.on('error', () => git?.kill());
}).listen(0, '127.0.0.1', function () {
  console.log(this.address().port);
});
