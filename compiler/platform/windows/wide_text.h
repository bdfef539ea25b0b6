#pragma once

#include <string>
#include <string_view>

namespace ecac::windows {

/// UTF-8 to the UTF-16 of Windows and back. What is no text becomes the replacement character.
std::wstring wide_text(std::string_view text);
std::string utf8_text(std::wstring_view text);

/// A path of ours (`/C:/a/b`, `/UNC:/server/share`) for the functions of Windows, of any length;
/// "" for one that cannot be there, such as `/`. A name that Windows keeps for a device (`NUL`)
/// names the device.
std::wstring wide_path(std::string_view path);
/// Whether it names a device.
bool is_device(std::string_view path);

/// A path that Windows told, as one of ours, with the letter of the drive in upper case.
std::string path_of(std::wstring_view told);

}  // namespace ecac::windows
