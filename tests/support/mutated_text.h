#pragma once

#include <random>
#include <string>

namespace ecac::test {

/// A text with one small mistake, as somebody who types or a tool may make it: a letter, a line or
/// all of it lost, a letter or a line end too many, another name, a mark at its begin.
std::string mutated(const std::string& text, std::mt19937& random);

}  // namespace ecac::test
