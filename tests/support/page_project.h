#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ecac::test {

/// Paths below the project, and texts.
using StoredFiles = std::vector<std::pair<std::string, std::string>>;

/// The files of a stored project of docs/rules/projects, by path; none if there is no such folder.
const StoredFiles& stored_project(const std::string& name);

/// What `Change:` says on a page: each element of `change` takes the place of all elements of its
/// name that stand directly below the root of `text`; one whose name is new goes in front of the
/// first name that sorts behind it. A comment belongs to the element below it. None if a text is
/// not written as the pages write XML, with each such element on lines of its own, indented by four
/// blanks.
std::optional<std::string> change_elements(std::string_view text, std::string_view change);

}  // namespace ecac::test
