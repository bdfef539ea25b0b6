#include "compiler/model/binder/facts_builder.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "compiler/model/binder/binding.h"
#include "compiler/model/binder/element_binder.h"
#include "compiler/model/binder/ignore_comments.h"
#include "compiler/model/binder/text_notes.h"
#include "compiler/source/content_hash.h"
#include "compiler/source/decode.h"
#include "compiler/source/short_lines.h"
#include "compiler/support/limits.h"
#include "compiler/support/utf8.h"
#include "compiler/syntax/xml_scanner.h"
#include "compiler/syntax/xml_tree.h"

namespace ecac {

struct FactsBuilder::Workspace {
  explicit Workspace(const SchemaSet& schema_set)
      : schema(schema_set), binding(schema_set), binder(schema_set) {}

  const SchemaSet& schema;
  Binding binding;
  ElementBinder binder;
  XmlScan scan;
  XmlTree tree;
  std::string decoded;
  std::vector<std::uint8_t> short_lines;

  /// Whether the text is one of the type, and bound.
  bool read(std::string_view bytes);
};

namespace {

UnreadReason reason_of(XmlLimit limit) {
  switch (limit) {
    case XmlLimit::none:
    case XmlLimit::bytes: return UnreadReason::too_large;
    case XmlLimit::depth: return UnreadReason::too_deep;
    case XmlLimit::elements: return UnreadReason::too_many_elements;
    case XmlLimit::attributes: return UnreadReason::too_many_attributes;
    case XmlLimit::pieces: return UnreadReason::too_many_pieces;
    case XmlLimit::repairs: return UnreadReason::too_many_breaks;
  }
  return UnreadReason::too_large;
}

}  // namespace

FactsBuilder::FactsBuilder(const SchemaSet& schema) : work_(std::make_unique<Workspace>(schema)) {}
FactsBuilder::~FactsBuilder() = default;

bool FactsBuilder::Workspace::read(std::string_view bytes) {
  if (bytes.size() > limits::kFile) {
    binding.notes.unread = {UnreadReason::too_large, {}, {}, limits::kFile};
    return false;
  }
  const DecodedText text = decode_text(bytes, decoded);
  binding.text = text.text;
  binding.editable = text.offsets_are_file_offsets();
  if (!binding.editable) binding.markers = {};  // the deploy looks for them in UTF-8
  if (text.encoding == TextEncoding::unsupported) {
    binding.text = {};
    scan_xml({}, scan);  // what was scanned before is another file
    note_unsupported_encoding(binding, bytes, text.unsupported_encoding);
    return false;
  }
  scan_xml(text.text, scan);
  if (scan.limit_exceeded() != XmlLimit::none) {
    const ScanLimits allowed;
    const bool large = scan.limit_exceeded() == XmlLimit::bytes;
    binding.notes.unread = {
        reason_of(scan.limit_exceeded()), {}, {}, large ? allowed.bytes : allowed.depth};
    return false;
  }
  // Nobody edits a text that is not UTF-8. Not every break is listed, so the text itself is asked.
  if (!scan.breaks().empty() && !is_valid_utf8(text.text)) binding.editable = false;
  note_breaks(binding);
  if (!scan.comments().empty()) note_ignore_comments(binding);
  tree.build(scan);
  const bool ours = tree.root() != kNoNode && binder.bind(binding, tree);
  tree.clear();
  if (binding.too_many_pieces) {
    binding.notes = {};
    binding.notes.unread = {UnreadReason::too_many_pieces, {}, {}, 0};
    return false;
  }
  return ours;
}

FileFacts FactsBuilder::analyze(std::string_view bytes, TypeId type,
                                std::span<const DeclaredMarker> markers) {
  Workspace& work = *work_;
  Binding& binding = work.binding;
  binding.clear();
  binding.type = &work.schema.type(type);
  binding.scan = &work.scan;
  binding.text = {};
  binding.markers = markers;

  FileFacts facts;
  facts.type_ = type;
  facts.content_hash_ = content_hash(bytes);
  facts.byte_size_ = static_cast<std::uint32_t>(std::min<std::size_t>(bytes.size(), 0xFFFFFFFF));
  facts.usable_ = work.read(bytes);
  facts.editable_ = binding.editable;
  const bool scanned = !binding.text.empty() && work.scan.limit_exceeded() == XmlLimit::none;
  facts.broken_ = scanned && (!work.scan.breaks().empty() || work.binder.is_root_open());
  if (scanned && !work.scan.elements().empty()) {
    facts.root_tag_ = work.scan.elements()[0].start_tag;
    facts.root_ = work.scan.elements()[0].range();
  }
  if (!facts.usable_) {
    binding.facts.clear();
    binding.uses.clear();
    binding.segments.clear();
    binding.values.clear();
  }
  note_secrets_in_text(binding);
  if (facts.usable_ && !binding.filled.empty()) {
    facts.filled_ =
        std::make_unique<const std::vector<FilledPart>>(std::exchange(binding.filled, {}));
  }
  facts.placeholders_ = binding.placeholders;
  facts.full_name_element_ = binding.full_name_element;
  facts.full_name_range_ = binding.full_name_range;

  // One block: the tables first, for their alignment, then the text of the values.
  const std::size_t fields_size = binding.facts.size() * sizeof(FieldFact);
  const std::size_t uses_size = binding.uses.size() * sizeof(NameUse);
  const std::size_t segments_size = binding.segments.size() * sizeof(ValueSegment);
  work.short_lines.clear();
  if (!binding.text.empty()) ShortLines::encode(binding.text, work.short_lines);
  const std::size_t text_begin = fields_size + uses_size + segments_size + work.short_lines.size();
  static_assert(alignof(FieldFact) == 4 && alignof(NameUse) == 4 && alignof(ValueSegment) == 4);
  facts.block_.reset(new std::byte[text_begin + binding.values.size()]);
  std::byte* at = facts.block_.get();
  const auto store = [&]<class T>(const std::vector<T>& table) {
    const std::size_t size = table.size() * sizeof(T);
    if (size != 0) std::memcpy(at, table.data(), size);
    const std::span<const T> stored(reinterpret_cast<const T*>(at), table.size());
    at += size;
    return stored;
  };
  facts.fields_ = store(binding.facts);
  facts.uses_ = store(binding.uses);
  facts.segments_ = store(binding.segments);
  store(work.short_lines);
  facts.short_lines_size_ = static_cast<std::uint16_t>(work.short_lines.size());
  if (!binding.values.empty()) std::memcpy(at, binding.values.data(), binding.values.size());
  facts.text_offset_ = static_cast<std::uint32_t>(text_begin);
  facts.full_name_begin_ = binding.full_name_begin;
  facts.full_name_size_ = binding.full_name_size;

  if (!binding.notes.empty()) {
    facts.notes_ = std::make_unique<const FileNotes>(std::exchange(binding.notes, {}));
  }
  return facts;
}

FileFacts FactsBuilder::secrets_only(std::string_view bytes, TypeId type) {
  Workspace& work = *work_;
  Binding& binding = work.binding;
  binding.clear();
  binding.type = &work.schema.type(type);
  binding.text = {};
  FileFacts facts;
  facts.type_ = type;
  const DecodedText text = decode_text(bytes, work.decoded);
  if (text.encoding == TextEncoding::unsupported) return facts;
  binding.text = text.text;
  note_secrets_in_text(binding);
  if (binding.notes.empty()) return facts;
  facts.content_hash_ = content_hash(bytes);
  facts.byte_size_ = static_cast<std::uint32_t>(bytes.size());
  facts.notes_ = std::make_unique<const FileNotes>(std::exchange(binding.notes, {}));
  return facts;
}

FileFacts FactsBuilder::unread(TypeId type, UnreadReason why, std::string words) {
  FileNotes notes;
  const bool large = why == UnreadReason::too_large;
  notes.unread = {why, {}, std::move(words), large ? limits::kFile : 0};
  FileFacts facts;
  facts.type_ = type;
  facts.notes_ = std::make_unique<const FileNotes>(std::move(notes));
  return facts;
}

}  // namespace ecac
