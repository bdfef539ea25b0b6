#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/support/result.h"

namespace ecac::host {

/// What the host of a WebAssembly module answers to a call, where that is no number of its own.
enum Answer : std::int32_t {
  kNotFound = -1,  ///< also: there is none, the reader went away
  kNotPermitted = -2,
  kWrongKind = -3,  ///< a folder where a file was meant, or the other way round
  kOther = -4,      ///< a sentence waits
  kTooLarge = -5,   ///< the size waits, in digits
  kNotRegular = -6,
};

/// What waits after a call that returned its size, which is at least 0.
std::string answer(std::int32_t size);

/// The sentence of the last `kOther`, or the size of the last `kTooLarge`.
std::string explanation();

// The functions that the host gives (compiler/clients/npm/lib). Texts are UTF-8, paths absolute
// with `/`, both as address and size in bytes.
#define ECAC_IMPORT(name) extern "C" __attribute__((import_module("ecac"), import_name(#name)))

ECAC_IMPORT(current_directory) std::int32_t host_current_directory();
ECAC_IMPORT(environment)
std::int32_t host_environment(const char* name, std::size_t name_size);
ECAC_IMPORT(is_terminal) std::int32_t host_is_terminal(std::int32_t stream);
ECAC_IMPORT(write_stream)
std::int32_t host_write_stream(std::int32_t stream, const char* bytes, std::size_t size);
ECAC_IMPORT(read_stream) std::int32_t host_read_stream(std::size_t limit);

ECAC_IMPORT(list) std::int32_t host_list(const char* path, std::size_t path_size);
ECAC_IMPORT(read_file)
std::int32_t host_read_file(const char* path, std::size_t path_size, std::size_t limit);
ECAC_IMPORT(read_special_file)
std::int32_t host_read_special_file(const char* path, std::size_t path_size, std::size_t limit);
ECAC_IMPORT(kind) std::int32_t host_kind(const char* path, std::size_t path_size);
ECAC_IMPORT(is_link) std::int32_t host_is_link(const char* path, std::size_t path_size);
ECAC_IMPORT(identity)
std::int32_t host_identity(const char* path, std::size_t path_size, std::uint64_t* to);
ECAC_IMPORT(is_of_another)
std::int32_t host_is_of_another(const char* path, std::size_t path_size, const char* than,
                                std::size_t than_size);
ECAC_IMPORT(resolve) std::int32_t host_resolve(const char* path, std::size_t path_size);
ECAC_IMPORT(stamp)
std::int32_t host_stamp(const char* path, std::size_t path_size, std::int64_t* to);
ECAC_IMPORT(pause) void host_pause(double milliseconds);

ECAC_IMPORT(write_file)
std::int32_t host_write_file(const char* path, std::size_t path_size, const char* bytes,
                             std::size_t size);
ECAC_IMPORT(rename)
std::int32_t host_rename(const char* from, std::size_t from_size, const char* to,
                         std::size_t to_size);
ECAC_IMPORT(remove) std::int32_t host_remove(const char* path, std::size_t path_size);

ECAC_IMPORT(git_open)
std::int32_t host_git_open(const char* arguments, std::size_t arguments_size,
                           const char* environment, std::size_t environment_size);
ECAC_IMPORT(git_send)
std::int32_t host_git_send(std::int32_t handle, const char* bytes, std::size_t size);
ECAC_IMPORT(git_receive)
std::int32_t host_git_receive(std::int32_t handle, std::size_t limit, std::int32_t milliseconds);
ECAC_IMPORT(git_close) std::int32_t host_git_close(std::int32_t handle);

ECAC_IMPORT(take) void host_take(char* to);
ECAC_IMPORT(explain) std::int32_t host_explain();

#undef ECAC_IMPORT

}  // namespace ecac::host
