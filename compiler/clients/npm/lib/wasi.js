// The few functions of WASI that the C library of the module asks for. Files, arguments and variables come by way of the
// imports of `ecac` alone, so there is nothing to open here.

const kBadDescriptor = 8;
const kNotSupported = 52;
const kCharacterDevice = 2;

/** The module has ended itself, as it does when it finds a mistake of its own; no instance goes on after that. */
export class ModuleEnded extends Error {
  name = 'ModuleEnded';
}

/** What the module imports of WASI. `memory()` is its memory, `write(bytes)` writes to standard error, `now()` is in milliseconds. */
export const wasiImports = ({ memory, write, now, monotonic }) => {
  const view = () => new DataView(memory());
  const known = {
    environ_sizes_get: (count, size) => {
      view().setUint32(count, 0, true);
      view().setUint32(size, 0, true);
      return 0;
    },
    environ_get: () => 0,
    fd_write: (descriptor, parts, count, written) => {
      if (descriptor !== 2) return kBadDescriptor;
      let total = 0;
      for (let i = 0; i < count; ++i) {
        const address = view().getUint32(parts + 8 * i, true);
        const size = view().getUint32(parts + 8 * i + 4, true);
        write(new Uint8Array(memory(), address, size).slice());
        total += size;
      }
      view().setUint32(written, total, true);
      return 0;
    },
    fd_fdstat_get: (descriptor, address) => {
      if (descriptor !== 2) return kBadDescriptor;
      new Uint8Array(memory(), address, 24).fill(0);
      view().setUint8(address, kCharacterDevice);
      return 0;
    },
    fd_read: () => kBadDescriptor,
    fd_seek: () => kBadDescriptor,
    fd_close: () => 0,
    clock_time_get: (clock, precision, address) => {
      view().setBigUint64(address, BigInt(Math.round((clock === 0 ? now() : monotonic()) * 1e6)), true);
      return 0;
    },
    random_get: (address, size) => {
      // The source of random numbers takes so many at a time.
      const most = 65536;
      for (let at = 0; at < size; at += most) {
        globalThis.crypto.getRandomValues(new Uint8Array(memory(), address + at, Math.min(most, size - at)));
      }
      return 0;
    },
    proc_exit: (code) => {
      throw new ModuleEnded(`ecac has ended itself with code ${code}`);
    },
  };
  return (name) => known[name] ?? (() => kNotSupported);
};
