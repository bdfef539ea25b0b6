// The image of a release: built from nothing by buildah, and looked at from inside.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { validate } from 'dockerfile-utils';
import { fill, home, must, read, release, scratch, version } from './support.mjs';

const filled = (t) => {
  const output = path.join(scratch(t), 'filled');
  assert.equal(fill(release(t), output).code, 0);
  return path.join(output, 'container');
};

test('a reader of Dockerfiles has nothing to say, and what is copied is there', (t) => {
  const folder = filled(t);
  const text = readFileSync(path.join(folder, 'Dockerfile'), 'utf8');
  assert.deepEqual(validate(text, {}).map((each) => each.message), []);
  for (const platform of ['linux/amd64', 'linux/arm64']) {
    for (const [, file] of text.replaceAll('${TARGETPLATFORM}', platform).matchAll(/^COPY (\S+) /gm)) {
      assert.ok(existsSync(path.join(folder, file)), file);
    }
    assert.equal(statSync(path.join(folder, platform, 'ecac')).mode & 0o111, 0o111);
  }
});

test('both images of the project run as the same nobody, in the same folder', () => {
  for (const word of ['USER', 'WORKDIR', 'CMD']) {
    const last = (text) => text.split('\n').filter((line) => line.startsWith(`${word} `)).at(-1);
    assert.equal(last(read('compiler/release/container/Dockerfile')), last(read('Dockerfile')), word);
  }
});

test('buildah makes the image of each platform, and the program starts in it', (t) => {
  const folder = filled(t);
  const store = scratch(t);
  const buildah = (...args) => must('buildah', ['--storage-driver', 'vfs', '--root', path.join(store, 'root'), '--runroot', path.join(store, 'run'), ...args]).trim();
  for (const [platform, machine] of [['linux/amd64', 0x3e], ['linux/arm64', 0xb7]]) {
    buildah('bud', '--quiet', '--isolation', 'chroot', '--platform', platform, '--tag', 'ecac', folder);
    const { OCIv1: { architecture, config } } = JSON.parse(buildah('inspect', '--type', 'image', 'localhost/ecac'));
    assert.equal(`linux/${architecture}`, platform);
    assert.equal(config.User, '10001:10001');
    assert.equal(config.WorkingDir, '/work');
    assert.equal(config.Labels['org.opencontainers.image.version'], version);
    assert.equal(config.Labels['org.opencontainers.image.url'], home);
    const container = buildah('from', 'localhost/ecac');
    const inside = buildah('mount', container);
    const [program] = config.Entrypoint;
    assert.deepEqual([config.Entrypoint.length, config.Cmd], [1, ['help']]);
    assert.equal(readFileSync(path.join(inside, program))[18], machine);
    // Nothing else is in it that could be run, read or written over by who is in there.
    const files = readdirSync(inside, { recursive: true, withFileTypes: true });
    assert.deepEqual(files.filter((each) => !each.isDirectory()).map((each) => each.name).sort(), ['LICENSE', 'ecac']);
    for (const each of files) {
      const { uid, mode } = statSync(path.join(each.parentPath ?? each.path, each.name));
      assert.deepEqual([uid, mode & 0o022], [0, 0], each.name);
    }
    if (platform === 'linux/amd64' && process.arch === 'x64') {
      assert.equal(must('chroot', ['--userspec=10001:10001', inside, program, 'check', '.']), 'check\n.\n');
    }
    buildah('rm', container);
  }
});
