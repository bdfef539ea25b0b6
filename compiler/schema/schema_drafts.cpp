#include "compiler/schema/schema_drafts.h"

namespace ecac {
namespace {

constexpr Words<bool, 1> kIgnoreWord = {{{"ignore", true}}};
constexpr Words<std::string_view, 4> kPurposeWords = {
    {{"deploy", "deploy"}, {"deployToo", "deployToo"}, {"rotate", "rotate"}, {"read", "read"}}};

constexpr AttributeTable<FieldDraft, 49> kFieldAttributes({
    {"name", [](FieldDraft& d, AttributeValue& v) { d.field.name = v.text(); }},
    {"kind",
     [](FieldDraft& d, AttributeValue& v) {
       d.field.kind = v.one_of(kFieldKindWords);
       d.has_kind = true;
     }},
    {"record", [](FieldDraft& d, AttributeValue& v) { d.record = v.text(); }},
    {"values", [](FieldDraft& d, AttributeValue& v) { d.values = v.text(); }},
    {"tokenScope", [](FieldDraft& d, AttributeValue& v) { d.field.token_scope = v.text(); }},
    {"valuesCase",
     [](FieldDraft& d, AttributeValue& v) { d.field.values_ignore_case = v.one_of(kIgnoreWord); }},
    {"required",
     [](FieldDraft& d, AttributeValue& v) { d.field.required = v.one_of(kRequirementWords); }},
    {"requiredSince",
     [](FieldDraft& d, AttributeValue& v) { d.field.required_since = v.version(); }},
    {"requiredUnless",
     [](FieldDraft& d, AttributeValue& v) { d.field.required_unless = v.text(); }},
    {"repeated", [](FieldDraft& d, AttributeValue& v) { d.field.repeated = v.flag(); }},
    {"maxCount", [](FieldDraft& d, AttributeValue& v) { d.field.max_count = v.integer(); }},
    {"maxAddresses", [](FieldDraft& d, AttributeValue& v) { d.field.max_addresses = v.integer(); }},
    {"key", [](FieldDraft& d, AttributeValue& v) { d.field.key = v.words(); }},
    {"uniqueKey", [](FieldDraft& d, AttributeValue& v) { d.field.unique_key = v.flag(); }},
    {"keyRepeats", [](FieldDraft& d, AttributeValue& v) { d.field.key_repeats = v.flag(); }},
    {"absentWords", [](FieldDraft& d, AttributeValue& v) { d.field.absent_words = v.words(); }},
    {"since", [](FieldDraft& d, AttributeValue& v) { d.field.since = v.version(); }},
    {"documentedSince",
     [](FieldDraft& d, AttributeValue& v) { d.field.documented_since = v.version(); }},
    {"until", [](FieldDraft& d, AttributeValue& v) { d.field.until = v.version(); }},
    {"documentedUntil",
     [](FieldDraft& d, AttributeValue& v) { d.field.documented_until = v.version(); }},
    {"sinceStanding",
     [](FieldDraft& d, AttributeValue& v) { d.field.since_standing = v.one_of(kStandingWords); }},
    {"default", [](FieldDraft& d, AttributeValue& v) { d.field.default_value = v.text(); }},
    {"defaultStanding",
     [](FieldDraft& d, AttributeValue& v) { d.field.default_standing = v.one_of(kStandingWords); }},
    {"defaultSince", [](FieldDraft& d, AttributeValue& v) { d.field.default_since = v.version(); }},
    {"reference", [](FieldDraft& d, AttributeValue& v) { d.field.reference = v.text(); }},
    {"referenceAlso", [](FieldDraft& d, AttributeValue& v) { d.field.reference_also = v.text(); }},
    {"referenceBase", [](FieldDraft& d, AttributeValue& v) { d.field.reference_base = v.text(); }},
    {"referenceFormat",
     [](FieldDraft& d, AttributeValue& v) {
       d.field.reference_format = v.one_of(kReferenceFormatWords);
     }},
    {"list", [](FieldDraft& d, AttributeValue& v) { d.field.list = v.one_of(kListWords); }},
    {"address",
     [](FieldDraft& d, AttributeValue& v) { d.field.address = v.one_of(kAddressWords); }},
    {"secret", [](FieldDraft& d, AttributeValue& v) { d.field.secret = v.flag(); }},
    {"secretMinLength",
     [](FieldDraft& d, AttributeValue& v) { d.field.secret_min_length = v.integer(); }},
    {"sensitive", [](FieldDraft& d, AttributeValue& v) { d.field.sensitive = v.flag(); }},
    {"owner", [](FieldDraft& d, AttributeValue& v) { d.field.owner = v.one_of(kOwnerWords); }},
    {"pattern", [](FieldDraft& d, AttributeValue& v) { d.field.pattern = v.text(); }},
    {"maxLength", [](FieldDraft& d, AttributeValue& v) { d.field.max_length = v.integer(); }},
    {"limitStanding",
     [](FieldDraft& d, AttributeValue& v) { d.field.limit_standing = v.one_of(kStandingWords); }},
    {"min", [](FieldDraft& d, AttributeValue& v) { d.field.min = v.decimal(); }},
    {"max", [](FieldDraft& d, AttributeValue& v) { d.field.max = v.decimal(); }},
    {"allowed",
     [](FieldDraft& d, AttributeValue& v) {
       for (const long long value : v.integers()) d.field.allowed.push_back({value, 0});
     }},
    {"tolerated", [](FieldDraft& d, AttributeValue& v) { d.field.tolerated = v.integers(); }},
    {"minutes", [](FieldDraft& d, AttributeValue& v) { d.field.minutes = v.integer(); }},
    {"format",
     [](FieldDraft& d, AttributeValue& v) { d.field.format = v.one_of(kTextFormatWords); }},
    {"internal", [](FieldDraft& d, AttributeValue& v) { d.field.internal = v.flag(); }},
    {"internalLevel",
     [](FieldDraft& d, AttributeValue& v) {
       d.field.internal_level = v.one_of(kInternalLevelWords);
     }},
    {"readOnly", [](FieldDraft& d, AttributeValue& v) { d.field.read_only = v.flag(); }},
    {"removable", [](FieldDraft& d, AttributeValue& v) { d.field.removable = v.flag(); }},
    {"deprecated", [](FieldDraft& d, AttributeValue& v) { d.field.deprecated = v.flag(); }},
    {"movedTo", [](FieldDraft& d, AttributeValue& v) { d.field.moved_to = v.text(); }},
});

constexpr AttributeTable<RecordDraft, 2> kRecordAttributes({
    {"name", [](RecordDraft& d, AttributeValue& v) { d.name = v.text(); }},
    {"open", [](RecordDraft& d, AttributeValue& v) { d.open = v.flag(); }},
});

constexpr AttributeTable<TypeDraft, 26> kTypeAttributes({
    {"name", [](TypeDraft& d, AttributeValue& v) { d.type.name = v.text(); }},
    {"suffix", [](TypeDraft& d, AttributeValue& v) { d.type.suffix = v.text(); }},
    {"directory", [](TypeDraft& d, AttributeValue& v) { d.type.directory = v.text(); }},
    {"strictDirectory",
     [](TypeDraft& d, AttributeValue& v) { d.type.strict_directory = v.flag(); }},
    {"fileName", [](TypeDraft& d, AttributeValue& v) { d.type.file_name = v.text(); }},
    {"metadataName", [](TypeDraft& d, AttributeValue& v) { d.type.metadata_name = v.text(); }},
    {"since", [](TypeDraft& d, AttributeValue& v) { d.type.since = v.version(); }},
    {"documentedSince",
     [](TypeDraft& d, AttributeValue& v) { d.type.documented_since = v.version(); }},
    {"until", [](TypeDraft& d, AttributeValue& v) { d.type.until = v.version(); }},
    {"sinceStanding",
     [](TypeDraft& d, AttributeValue& v) { d.type.since_standing = v.one_of(kStandingWords); }},
    {"open", [](TypeDraft& d, AttributeValue& v) { d.open = v.flag(); }},
    {"read", [](TypeDraft& d, AttributeValue& v) { d.type.read = v.one_of(kReadDepthWords); }},
    {"wildcard",
     [](TypeDraft& d, AttributeValue& v) { d.type.wildcard = v.one_of(kWildcardWords); }},
    {"packageable",
     [](TypeDraft& d, AttributeValue& v) { d.type.packageable = v.one_of(kPackageableWords); }},
    {"scratchFeature", [](TypeDraft& d, AttributeValue& v) { d.type.scratch_feature = v.text(); }},
    {"deployStage", [](TypeDraft& d, AttributeValue& v) { d.type.deploy_stage = v.text(); }},
    {"role", [](TypeDraft& d, AttributeValue& v) { d.type.role = v.one_of(kRoleWords); }},
    {"owner", [](TypeDraft& d, AttributeValue& v) { d.type.owner = v.one_of(kOwnerWords); }},
    {"content", [](TypeDraft& d, AttributeValue& v) { d.type.content_pair = v.flag(); }},
    {"undocumented", [](TypeDraft& d, AttributeValue& v) { d.type.undocumented = v.flag(); }},
    {"nameFormat",
     [](TypeDraft& d, AttributeValue& v) { d.type.name_format = v.one_of(kNameFormatWords); }},
    {"clashesWith", [](TypeDraft& d, AttributeValue& v) { d.type.clashes_with = v.text(); }},
    {"nameCase",
     [](TypeDraft& d, AttributeValue& v) { d.type.name_ignores_case = v.one_of(kIgnoreWord); }},
    {"nameEnding", [](TypeDraft& d, AttributeValue& v) { d.type.name_ending = v.text(); }},
    {"nameMaxLength",
     [](TypeDraft& d, AttributeValue& v) { d.type.name_max_length = v.integer(); }},
    {"nameLimitStanding",
     [](TypeDraft& d, AttributeValue& v) {
       d.type.name_limit_standing = v.one_of(kStandingWords);
     }},
});

constexpr AttributeTable<ConstraintDraft, 7> kConstraintAttributes({
    {"rule", [](ConstraintDraft& d, AttributeValue& v) { d.rule = v.text(); }},
    {"case", [](ConstraintDraft& d, AttributeValue& v) { d.rule_case = v.text(); }},
    {"when", [](ConstraintDraft& d, AttributeValue& v) { d.when = v.text(); }},
    {"is", [](ConstraintDraft& d, AttributeValue& v) { d.is = v.words(); }},
    {"fields", [](ConstraintDraft& d, AttributeValue& v) { d.fields = v.words(); }},
    {"offer", [](ConstraintDraft& d, AttributeValue& v) { d.offer = v.text(); }},
    {"pattern", [](ConstraintDraft& d, AttributeValue& v) { d.pattern = v.text(); }},
});

constexpr AttributeTable<ConditionDraft, 2> kConditionAttributes({
    {"when", [](ConditionDraft& d, AttributeValue& v) { d.when = v.text(); }},
    {"is", [](ConditionDraft& d, AttributeValue& v) { d.is = v.words(); }},
});

constexpr AttributeTable<Permission, 3> kPermissionAttributes({
    {"for", [](Permission& p, AttributeValue& v) { p.purpose = v.one_of(kPurposeWords); }},
    {"name", [](Permission& p, AttributeValue& v) { p.name = v.text(); }},
    {"source", [](Permission& p, AttributeValue& v) { p.source = v.text(); }},
});

constexpr AttributeTable<EnumSchema, 4> kEnumAttributes({
    {"name", [](EnumSchema& e, AttributeValue& v) { e.name = v.text(); }},
    {"of", [](EnumSchema& e, AttributeValue& v) { e.of = v.text(); }},
    {"grows", [](EnumSchema& e, AttributeValue& v) { e.grows = v.flag(); }},
    {"apart", [](EnumSchema& e, AttributeValue& v) { e.apart = v.flag(); }},
});

constexpr AttributeTable<EnumValue, 19> kEnumValueAttributes({
    {"name", [](EnumValue& e, AttributeValue& v) { e.name = v.text(); }},
    {"since", [](EnumValue& e, AttributeValue& v) { e.since = v.version(); }},
    {"until", [](EnumValue& e, AttributeValue& v) { e.until = v.version(); }},
    {"sinceStanding",
     [](EnumValue& e, AttributeValue& v) { e.since_standing = v.one_of(kStandingWords); }},
    {"internal", [](EnumValue& e, AttributeValue& v) { e.internal = v.flag(); }},
    {"byOrg", [](EnumValue& e, AttributeValue& v) { e.by_org = v.flag(); }},
    {"standing", [](EnumValue& e, AttributeValue& v) { e.standing = v.one_of(kStandingWords); }},
    {"runtime", [](EnumValue& e, AttributeValue& v) { e.runtime = v.text(); }},
    {"undocumented", [](EnumValue& e, AttributeValue& v) { e.undocumented = v.flag(); }},
    {"implies", [](EnumValue& e, AttributeValue& v) { e.implies = v.text(); }},
    {"minutes", [](EnumValue& e, AttributeValue& v) { e.minutes = v.integer(); }},
    {"opens", [](EnumValue& e, AttributeValue& v) { e.opens = v.one_of(kReachWords); }},
    {"address", [](EnumValue& e, AttributeValue& v) { e.address = v.one_of(kAddressWords); }},
    {"apis", [](EnumValue& e, AttributeValue& v) { e.apis = v.text(); }},
    {"constant", [](EnumValue& e, AttributeValue& v) { e.constant = v.text(); }},
    {"key", [](EnumValue& e, AttributeValue& v) { e.key = v.words(); }},
    {"takes", [](EnumValue& e, AttributeValue& v) { e.takes = v.words(); }},
    {"gives", [](EnumValue& e, AttributeValue& v) { e.gives = v.text(); }},
    {"repeats", [](EnumValue& e, AttributeValue& v) { e.repeats = v.flag(); }},
});

constexpr AttributeTable<EnumSchema::Mistake, 3> kMistakeAttributes({
    {"written", [](EnumSchema::Mistake& m, AttributeValue& v) { m.written = v.text(); }},
    {"means", [](EnumSchema::Mistake& m, AttributeValue& v) { m.means = v.text(); }},
    {"setup", [](EnumSchema::Mistake& m, AttributeValue& v) { m.setup = v.flag(); }},
});

constexpr Words<bool, 2> kTokenFormWords = {{{"jwt", true}, {"opaque", false}}};
constexpr AttributeTable<EnumSchema::TokenForm, 5> kTokenFormAttributes({
    {"takes",
     [](EnumSchema::TokenForm& t, AttributeValue& v) { t.jwt = v.one_of(kTokenFormWords); }},
    {"what", [](EnumSchema::TokenForm& t, AttributeValue& v) { t.what = v.text(); }},
    {"values", [](EnumSchema::TokenForm& t, AttributeValue& v) { t.values = v.words(); }},
    {"every", [](EnumSchema::TokenForm& t, AttributeValue& v) { t.every = v.flag(); }},
    {"before", [](EnumSchema::TokenForm& t, AttributeValue& v) { t.before = v.version(); }},
});

constexpr AttributeTable<EnumSchema::Drops, 2> kDropsAttributes({
    {"flow", [](EnumSchema::Drops& d, AttributeValue& v) { d.flow = v.text(); }},
    {"values", [](EnumSchema::Drops& d, AttributeValue& v) { d.values = v.words(); }},
});

constexpr AttributeTable<VocabularyDraft, 5> kVocabularyAttributes({
    {"written", [](VocabularyDraft& d, AttributeValue& v) { d.entry.written = v.text(); }},
    {"in", [](VocabularyDraft& d, AttributeValue& v) { d.types = v.words(); }},
    {"means", [](VocabularyDraft& d, AttributeValue& v) { d.entry.means = v.text(); }},
    {"family", [](VocabularyDraft& d,
                  AttributeValue& v) { d.entry.family = v.one_of(kVocabularyFamilyWords); }},
    {"lossless", [](VocabularyDraft& d, AttributeValue& v) { d.entry.lossless = v.flag(); }},
});

constexpr AttributeTable<ValueVocabularyDraft, 4> kValueVocabularyAttributes({
    {"written", [](ValueVocabularyDraft& d, AttributeValue& v) { d.entry.written = v.text(); }},
    {"of", [](ValueVocabularyDraft& d, AttributeValue& v) { d.of = v.text(); }},
    {"means", [](ValueVocabularyDraft& d, AttributeValue& v) { d.entry.means = v.text(); }},
    {"family", [](ValueVocabularyDraft& d,
                  AttributeValue& v) { d.entry.family = v.one_of(kVocabularyFamilyWords); }},
});

constexpr AttributeTable<StandardProfile, 2> kProfileAttributes({
    {"name", [](StandardProfile& p, AttributeValue& v) { p.name = v.text(); }},
    {"label", [](StandardProfile& p, AttributeValue& v) { p.label = v.text(); }},
});

constexpr Words<std::string_view, 2> kKeyFileWords = {{{"key", "key"}, {"store", "store"}}};
constexpr AttributeTable<KeyFileForm, 4> kKeyFileAttributes({
    {"suffix", [](KeyFileForm& f, AttributeValue& v) { f.suffix = v.text(); }},
    {"holds", [](KeyFileForm& f, AttributeValue& v) { f.holds = v.one_of(kKeyFileWords); }},
    {"binary", [](KeyFileForm& f, AttributeValue& v) { f.binary = v.words(); }},
    {"text", [](KeyFileForm& f, AttributeValue& v) { f.text = v.text(); }},
});

constexpr AttributeTable<ForeignFolder, 3> kForeignFolderAttributes({
    {"name", [](ForeignFolder& f, AttributeValue& v) { f.name = v.text(); }},
    {"type", [](ForeignFolder& f, AttributeValue& v) { f.type = v.text(); }},
    {"suffix", [](ForeignFolder& f, AttributeValue& v) { f.suffix = v.text(); }},
});

constexpr Words<AudienceForm, 3> kAudienceFormWords = {{{"ownResource", AudienceForm::own_resource},
                                                        {"audience", AudienceForm::audience},
                                                        {"scope", AudienceForm::scope}}};
constexpr AttributeTable<AuthorizationServer, 4> kAuthorizationServerAttributes({
    {"name", [](AuthorizationServer& s, AttributeValue& v) { s.name = v.text(); }},
    {"audience",
     [](AuthorizationServer& s, AttributeValue& v) { s.audience = v.one_of(kAudienceFormWords); }},
    {"hosts", [](AuthorizationServer& s, AttributeValue& v) { s.hosts = v.words(); }},
    {"path", [](AuthorizationServer& s, AttributeValue& v) { s.path = v.text(); }},
});

constexpr AttributeTable<Baseline, 9> kLimitAttributes({
    {"refreshLifetimeDays",
     [](Baseline& b, AttributeValue& v) { b.refresh_lifetime_days = v.integer(); }},
    {"refreshIdleDays", [](Baseline& b, AttributeValue& v) { b.refresh_idle_days = v.integer(); }},
    {"generatedLifetimeDays",
     [](Baseline& b, AttributeValue& v) { b.generated_lifetime_days = v.integer(); }},
    {"guestTokenMinutes",
     [](Baseline& b, AttributeValue& v) { b.guest_token_minutes = v.integer(); }},
    {"scopes", [](Baseline& b, AttributeValue& v) { b.scopes = v.integer(); }},
    {"allScopes", [](Baseline& b, AttributeValue& v) { b.all_scopes = v.integer(); }},
    {"ipv4Prefix", [](Baseline& b, AttributeValue& v) { b.ipv4_prefix = v.integer(); }},
    {"ipv6Prefix", [](Baseline& b, AttributeValue& v) { b.ipv6_prefix = v.integer(); }},
    {"formulaCharacters",
     [](Baseline& b, AttributeValue& v) { b.formula_characters = v.integer(); }},
});

constexpr AttributeTable<KnownScheme, 2> kSchemeAttributes({
    {"name", [](KnownScheme& s, AttributeValue& v) { s.name = v.text(); }},
    {"use", [](KnownScheme& s, AttributeValue& v) { s.use = v.one_of(kSchemeUseWords); }},
});

constexpr AttributeTable<KnownHost, 4> kHostAttributes({
    {"name", [](KnownHost& h, AttributeValue& v) { h.name = v.text(); }},
    {"use", [](KnownHost& h, AttributeValue& v) { h.use = v.one_of(kHostUseWords); }},
    {"keepsSecret", [](KnownHost& h, AttributeValue& v) { h.keeps_secret = v.flag(); }},
    {"paths", [](KnownHost& h, AttributeValue& v) { h.paths = v.words(); }},
});

constexpr AttributeTable<RetrievedForm, 3> kRetrievedDocumentAttributes({
    {"declaration", [](RetrievedForm& f, AttributeValue& v) { f.declaration = v.text(); }},
    {"indentation", [](RetrievedForm& f, AttributeValue& v) { f.indentation = v.integer(); }},
    {"standing",
     [](RetrievedForm& f, AttributeValue& v) { f.document_standing = v.one_of(kStandingWords); }},
});

constexpr AttributeTable<RetrievedEscape, 3> kRetrievedEscapeAttributes({
    {"character", [](RetrievedEscape& e, AttributeValue& v) { e.character = v.text(); }},
    {"as", [](RetrievedEscape& e, AttributeValue& v) { e.as = v.text(); }},
    {"standing",
     [](RetrievedEscape& e, AttributeValue& v) { e.standing = v.one_of(kStandingWords); }},
});

constexpr AttributeTable<RetrievedForm, 2> kRetrievedOrderAttributes({
    {"first", [](RetrievedForm& f, AttributeValue& v) { f.first = v.words(); }},
    {"standing",
     [](RetrievedForm& f, AttributeValue& v) { f.order_standing = v.one_of(kStandingWords); }},
});

}  // namespace

void read_attributes(SchemaReader& reader, pugi::xml_node node, FieldDraft& draft) {
  kFieldAttributes.read(reader, node, draft);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, RecordDraft& draft) {
  kRecordAttributes.read(reader, node, draft);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, TypeDraft& draft) {
  kTypeAttributes.read(reader, node, draft);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, ConstraintDraft& draft) {
  kConstraintAttributes.read(reader, node, draft);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, ConditionDraft& draft) {
  kConditionAttributes.read(reader, node, draft);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, Permission& permission) {
  kPermissionAttributes.read(reader, node, permission);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, EnumSchema& list) {
  kEnumAttributes.read(reader, node, list);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, EnumValue& value) {
  kEnumValueAttributes.read(reader, node, value);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, EnumSchema::Mistake& mistake) {
  kMistakeAttributes.read(reader, node, mistake);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, EnumSchema::TokenForm& form) {
  kTokenFormAttributes.read(reader, node, form);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, EnumSchema::Drops& drops) {
  kDropsAttributes.read(reader, node, drops);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, VocabularyDraft& draft) {
  kVocabularyAttributes.read(reader, node, draft);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, ValueVocabularyDraft& draft) {
  kValueVocabularyAttributes.read(reader, node, draft);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, StandardProfile& profile) {
  kProfileAttributes.read(reader, node, profile);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, KeyFileForm& form) {
  kKeyFileAttributes.read(reader, node, form);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, ForeignFolder& folder) {
  kForeignFolderAttributes.read(reader, node, folder);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, AuthorizationServer& server) {
  kAuthorizationServerAttributes.read(reader, node, server);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, Baseline& limits) {
  kLimitAttributes.read(reader, node, limits);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, KnownScheme& scheme) {
  kSchemeAttributes.read(reader, node, scheme);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, KnownHost& host) {
  kHostAttributes.read(reader, node, host);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, RetrievedDocument document) {
  kRetrievedDocumentAttributes.read(reader, node, document.form);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, RetrievedEscape& escape) {
  kRetrievedEscapeAttributes.read(reader, node, escape);
}
void read_attributes(SchemaReader& reader, pugi::xml_node node, RetrievedOrder order) {
  kRetrievedOrderAttributes.read(reader, node, order.form);
}

}  // namespace ecac
