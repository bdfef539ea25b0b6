#pragma once

#include <string>
#include <string_view>

namespace ecac {

/// `path` seen from the folder `base`, without `.` and `..`, without a `/` at the end.
/// An absolute path stays; a base of "" leaves a relative path relative. Where the base is a folder
/// of Windows, the path may be written as there: `..\a`, `C:\a`, `\\server\share`.
std::string absolute_path(std::string_view base, std::string_view path);

/// Whether an absolute path is one of Windows. Here `C:\a` is `/C:/a`, and `\\server\share` is
/// `/UNC:/server/share`, so that each path has its folders between `/` and one root above them.
bool is_windows_path(std::string_view path);
/// The same as people there write it, `C:/a`; other paths stay as they are.
std::string written_path(std::string_view path);

/// Folder and name put together with one `/`; the folder may be "".
std::string join_path(std::string_view directory, std::string_view name);

/// "" for a name without a folder, "/" for a name in the root.
std::string_view parent_path(std::string_view path);
std::string_view file_name(std::string_view path);

/// True if `path` is `directory` itself or below it. Both without `.` and `..`.
bool is_within(std::string_view path, std::string_view directory);

/// The part of `path` below `directory`; "" for the directory itself. Needs `is_within`.
std::string_view relative_path(std::string_view path, std::string_view directory);

}  // namespace ecac
