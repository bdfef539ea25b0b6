#pragma once

#include <string>
#include <string_view>

namespace ecac {

/// Writes a whole file or nothing: beside the target and renamed onto it, with the mode and owner
/// that the target had. Parent folders are made, a symbolic link is followed and its target
/// replaced, what is no regular file (`/dev/null`, a FIFO) is written directly. Gives the reason in
/// words if it fails, else an empty text.
std::string write_output_file(const std::string& path, std::string_view bytes);

/// From now on Ctrl-C, a request to end and a closed pipe remove a half-written file first, and end
/// the process quietly.
void remove_partial_files_on_signal();

}  // namespace ecac
