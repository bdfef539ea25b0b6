#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/edit/text_edit.h"
#include "compiler/format/format_refusal.h"
#include "compiler/model/filled_part.h"
#include "compiler/schema/schema_set.h"
#include "compiler/source/text_range.h"

namespace ecac {

/// A text in its new form, or why it stays as it is. The text may be the one that was there.
struct FormattedText {
  std::string text = {};  ///< empty if refused
  std::optional<FormatRefusal> refusal = {};
};

/// What the deploy replaces in a text (DeclaredMarkers::find).
using FindMarkers = std::function<std::vector<DeclaredMarker>(std::string_view text)>;

/// Writes the texts of metadata files as a retrieve writes them (schemas/retrieved-form.xml), in
/// the line ends that they have. Comments, CDATA sections, processing instructions, attributes and
/// elements that nobody knows stay; repeated elements stay in their order. What it writes says the
/// same as before, which is looked at each time: the facts of both texts are compared, and to
/// format again changes nothing. A pure function of schema, text and type; linear in the text but
/// for the sorting of elements. One per thread: it keeps its memory from text to text.
class Formatter {
 public:
  /// The schema must outlive the formatter.
  explicit Formatter(const SchemaSet& schema);
  ~Formatter();
  Formatter(const Formatter&) = delete;
  Formatter& operator=(const Formatter&) = delete;

  /// Whether files of a type are formatted: those whose fields are read.
  bool formats(TypeId type) const;

  /// `text` is UTF-8, with or without a byte order mark, which goes away.
  FormattedText format(std::string_view text, TypeId type, const FindMarkers& markers = {});

  /// The same, but of the smallest elements around a range: one element, if the range lies in its
  /// text or touches its tags, or else a run of elements beside each other, which are put in order
  /// among themselves. All of the text outside of them and of the white space around them stays. A
  /// range that leaves the root means all of the text.
  FormattedText format_range(std::string_view text, TypeId type, TextRange range,
                             const FindMarkers& markers = {});

 private:
  struct Workspace;
  std::unique_ptr<Workspace> work_;
};

/// What to replace in `before`, whole lines, so that it becomes `after`; sorted, and few lines.
std::vector<TextEdit> line_edits(std::string_view before, std::string_view after);

}  // namespace ecac
