#pragma once

#include <string>

namespace ecac::test {

/// Runs a transcript: files below `/w`, what is sent (`-->`) and what comes back (`<--`). Gives its
/// text with the `<--` blocks as they are now.
///
/// `^` marks a cursor in a file and is no part of it; `^2` in a step is the second one of all.
/// Lines that begin with `| ` are the text of the step above them. Steps:
///
///     start all {…}          initialize, with all capabilities or `none`, and more params
///     open, save, close FILE
///     change FILE 3:5-3:9    takes that range out and puts the text there
///     replace FILE           all of it
///     write FILE, delete FILE, move FILE FILE   on the disk, with watched files
///     hold, load             nothing is read in the background; now it is
///     send METHOD …          asks, and does not wait; `cancel` takes it back
///     notify METHOD {…}, raw TEXT
///     METHOD ^ {…}, METHOD FILE {…}, METHOD {…}
std::string run_transcript(const std::string& text);

}  // namespace ecac::test
