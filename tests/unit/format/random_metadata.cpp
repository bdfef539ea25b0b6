#include "tests/unit/format/random_metadata.h"

#include "compiler/schema/root_element.h"

namespace ecac::test {

RandomMetadata::RandomMetadata(const TypeSchema& type, unsigned seed)
    : type_(type), random_(seed) {}

std::string RandomMetadata::comment() {
  return one_of({"<!-- one line -->", "<!-- two\n     lines -->", "<!--\n\n  a\n\tb\n-->",
                 "<!---->", "<!-- ecac-ignore SCH001: a reason -->", "<!-- ecac-ignore SCH -->",
                 "<!-- <label>\"out\"</label> & -->", "<?note this?>", "<?n\n  a ?>"});
}

std::string RandomMetadata::gap() {
  std::string text = one_of({"", " ", "\n", "\n    ", "\n\t", "\n\n\n", "  \n  "});
  while (one_in(5)) text += comment() + one_of({"", " ", "\n", "\n  "});
  return text;
}

std::string RandomMetadata::value(const FieldSchema* field) {
  if (field != nullptr && field->values != nullptr && !one_in(3)) {
    const auto& values = field->values->values;
    if (!values.empty())
      return std::string(values[below(static_cast<unsigned>(values.size()))].name);
  }
  std::string text;
  do {
    text += one_of({"true",
                    "12",
                    "Portal",
                    "a, b",
                    "\"quoted\"",
                    "it's",
                    "&amp;",
                    "&lt;x&gt;",
                    "&#38;",
                    "&#x22;",
                    "&#10;",
                    "&#xA0;",
                    " ",
                    "\n",
                    "\n    ",
                    "\t",
                    "é",
                    "a > b",
                    "<![CDATA[<&>\"]]>",
                    "<!-- in a value -->",
                    "<?x y?>",
                    "${VALUE}",
                    "https://a.example/cb",
                    "",
                    ""});
  } while (one_in(2));
  return text;
}

std::string RandomMetadata::attributes() {
  if (!one_in(8)) return one_of({"", "", " ", "\n"});
  return one_of({" x=\"1\"", "  x = '\"'\n y='&lt;' ", " xml:space=\"preserve\"", " xml:lang='en'",
                 " x=\"a\n  b\" "});
}

std::string RandomMetadata::children(const RecordSchema* record, int depth) {
  std::string text = gap();
  const unsigned count = below(depth > 3 ? 2 : 7);
  for (unsigned i = 0; i < count; ++i) {
    const bool known = record != nullptr && !record->fields.empty() && !one_in(5);
    const FieldSchema* field =
        known ? &record->fields[below(static_cast<unsigned>(record->fields.size()))] : nullptr;
    const std::string name =
        known ? std::string(field->name) : one_of({"fullName", "Zulu", "alpha", "x", "label"});
    text += element(name, field, depth + 1) + gap();
    if (one_in(6)) text += element(name, field, depth + 1) + gap();
  }
  return text;
}

std::string RandomMetadata::element(const std::string& name, const FieldSchema* field, int depth) {
  const bool complex = field != nullptr ? field->kind == FieldKind::complex : one_in(6);
  std::string start = "<" + name + attributes();
  if (one_in(8)) return start + "/>";
  std::string content = complex && depth < 6
                            ? children(field == nullptr ? nullptr : field->record, depth)
                            : value(field);
  if (one_in(10)) content.clear();
  return start + ">" + content + "</" + name + one_of({"", "", " ", "\n"}) + ">";
}

std::string RandomMetadata::text() {
  std::string text =
      one_of({"", "\xEF\xBB\xBF"}) +
      one_of({"", "<?xml version=\"1.0\"?>", "<?xml version='1.0' encoding='utf-8'?>\n",
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"});
  const std::string root(root_element(type_));
  text += gap();
  text += "<" + root + " xmlns=\"http://soap.sforce.com/2006/04/metadata\"" +
          one_of({"", "\n", " a='b'"}) + ">" + children(&type_.root, 0) + "</" + root + ">" + gap();
  const std::string end = one_of({"\n", "\n", "\r\n", "\r"});
  std::string ended;
  for (const char c : text) ended += c == '\n' ? end : std::string(1, c);
  return ended;
}

}  // namespace ecac::test
