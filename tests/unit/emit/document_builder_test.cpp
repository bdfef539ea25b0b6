#include "compiler/emit/document/document_builder.h"

#include <gtest/gtest.h>

#include "compiler/resolve/project/value_node.h"
#include "compiler/schema/field_ids.h"

namespace ecac {
namespace {

ShownPlace place_of(Place place) {
  return {"app.xml", place.range.begin, 7, place.range.begin == 9 ? "HOST" : ""};
}

TEST(DocumentBuilder, KeepsTheReasonOfEachValue) {
  const auto schema = SchemaSet::embedded();
  ShownPlaces places;
  places.add({FileId{0}, {3, 4}}, place_of);
  places.add({FileId{0}, {9, 10}}, place_of);
  DocumentBuilder builder(*schema, places);
  ValueWalk walk(*schema, builder);
  const ValueNode root(walk);
  const ValueNode app = root.append_named("apps", "Portal");
  app.because(Origin::derived_from({"name"}));
  const FieldId field = fields::ExtlClntAppGlobalOauthSettings::isPkceRequired;
  app.put("name", Resolved<std::string>{"Portal", Origin::written_at({FileId{0}, {3, 4}}, field)});
  app.put("host", Resolved<std::string>{"h", Origin::written_at({FileId{0}, {9, 10}}, field)});
  app["pkce"].put("required", Resolved<bool>{true, Origin::default_of(field, Standing::observed)});
  app.put("guest", Resolved<bool>::unknown("the OAuth policies of the org"));
  app.put_text("label", Resolved<std::string>{"", {}});
  app.list("sites");
  root.append("apps", "Other").put("a/b~c", 1LL);

  const nlohmann::json document = std::move(builder).finish();
  EXPECT_EQ(document["apps"].dump(),
            R"([{"guest":null,"host":"h","name":"Portal","pkce":{"required":true},"sites":[]},)"
            R"({"a/b~c":1}])");
  const nlohmann::json& reasons = document["provenance"];
  EXPECT_EQ(reasons["/apps/Portal"].dump(), R"({"from":["/apps/Portal/name"],"kind":"derived"})");
  EXPECT_EQ(reasons["/apps/Portal/name"].dump(),
            R"({"column":7,"file":"app.xml","kind":"explicit","line":3})");
  EXPECT_EQ(reasons["/apps/Portal/host"]["kind"], "replaced");
  EXPECT_EQ(reasons["/apps/Portal/host"]["variable"], "HOST");
  EXPECT_EQ(reasons["/apps/Portal/pkce/required"].dump(),
            R"({"field":"ExtlClntAppGlobalOauthSettings.isPkceRequired","kind":"default",)"
            R"("standing":"observed"})");
  EXPECT_EQ(reasons["/apps/Portal/guest"].dump(),
            R"({"decidedBy":"the OAuth policies of the org","kind":"unknown"})");
  EXPECT_FALSE(reasons.contains("/apps/Portal/label"));
}

}  // namespace
}  // namespace ecac
