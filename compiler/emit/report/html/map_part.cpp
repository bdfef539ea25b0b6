#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "compiler/emit/report/html/html_text.h"
#include "compiler/emit/report/html/page_parts.h"
#include "compiler/support/utf8.h"

// The map is drawn here and not in a browser, so that it is the same everywhere: a group below the
// other, in each the components in columns, from those who use to those who are used.

namespace ecac::html {

namespace {

/// More groups than that nobody can look at; the list has them all.
constexpr std::size_t kMostGroups = 60;

// In units of the drawing, which are pixels where there is room.
constexpr unsigned kColumns = 4;
constexpr unsigned kWidth = 216;
constexpr unsigned kGap = 44;
constexpr unsigned kHeight = 40;
constexpr unsigned kRow = 50;
constexpr unsigned kGroupGap = 22;
constexpr int kNameWidth = 27;  ///< characters that fit into a node
constexpr unsigned kWhole = kColumns * kWidth + (kColumns - 1) * kGap;

std::string_view class_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::yes: return "y";
    case Verdict::no: return "n";
    case Verdict::unknown: return "u";
  }
  return "u";
}

bool is_broken(const MapGroup& group) {
  const auto broken = [](const auto& each) { return each.holds == Verdict::no; };
  return std::ranges::any_of(group.links, broken) ||
         std::ranges::any_of(group.nodes,
                             [](const MapNode& node) { return node.there == Verdict::no; });
}

/// As much of the name as there is room for.
std::string fitting(std::string_view name) {
  std::string out;
  int width = 0;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t size = decode_utf8(name, at).size;
    const int more = display_width(name.substr(at, size));
    if (width + more > kNameWidth - (at + size < name.size() ? 1 : 0)) return out + "…";
    out += name.substr(at, size);
    width += more;
    at += size;
  }
  return out;
}

class MapDrawing {
 public:
  /// Where a node stands, from the top left of the drawing.
  struct Spot {
    unsigned x = 0;
    unsigned y = 0;
  };

  void add(const MapGroup& group) {
    std::array<unsigned, kColumns> rows = {};
    std::vector<Spot> spots;
    for (const MapNode& node : group.nodes) {
      unsigned& row = rows[std::min(node.column, kColumns - 1)];
      spots.push_back({std::min(node.column, kColumns - 1) * (kWidth + kGap), top_ + row * kRow});
      ++row;
    }
    const unsigned height = *std::ranges::max_element(rows) * kRow;
    // A column of few stands beside the middle of a long one.
    for (std::size_t i = 0; i < spots.size(); ++i) {
      const unsigned own = rows[std::min(group.nodes[i].column, kColumns - 1)] * kRow;
      spots[i].y += (height - own) / 2;
    }
    for (const MapLink& link : group.links) add_link(link, spots[link.from], spots[link.to]);
    for (std::size_t i = 0; i < spots.size(); ++i) add_node(group.nodes[i], spots[i]);
    top_ += height + kGroupGap;
  }

  std::string finish() const {
    if (top_ == 0) return {};
    return fmt::format(
        "<div class=\"sc map\" tabindex=\"0\" role=\"group\" aria-label=\"Map\">\n"
        "<svg viewBox=\"-2 -2 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
        "aria-label=\"Map of the components; the list below says the "
        "same\">\n{2}{3}</svg>\n</div>\n",
        kWhole + 4, top_ - kGroupGap + 4, links_, nodes_);
  }

 private:
  void add_link(const MapLink& link, Spot from, Spot to) {
    // From the side that faces the other one, by a curve that leaves and comes level.
    const bool right = from.x < to.x;
    const bool same = from.x == to.x;
    const unsigned x1 = from.x + (right || same ? kWidth : 0);
    const unsigned x2 = to.x + (right && !same ? 0 : kWidth);
    const unsigned y1 = from.y + kHeight / 2;
    const unsigned y2 = to.y + kHeight / 2;
    const unsigned bend = same ? x1 + kGap / 2 : (x1 + x2) / 2;
    fmt::format_to(std::back_inserter(links_),
                   "<path class=\"lk {0}\" d=\"M{1} {2}C{3} {2} {3} {4} {5} {4}\"/>\n",
                   class_of(link.holds), x1, y1, bend, y2, x2);
    if (link.holds != Verdict::no) return;
    fmt::format_to(std::back_inserter(links_), "<text class=\"xs\" x=\"{}\" y=\"{}\">✗</text>\n",
                   (x1 + x2) / 2, (y1 + y2) / 2 + 5);
  }

  void add_node(const MapNode& node, Spot spot) {
    fmt::format_to(std::back_inserter(nodes_),
                   "<g class=\"nd {0}\"><title>{1}</title><rect x=\"{2}\" y=\"{3}\" width=\"{4}\" "
                   "height=\"{5}\" rx=\"6\"/><text class=\"kd\" x=\"{6}\" y=\"{7}\">{8}{9}</text>"
                   "<text x=\"{6}\" y=\"{10}\">{11}</text></g>\n",
                   class_of(node.there), escaped(node.name), spot.x, spot.y, kWidth, kHeight,
                   spot.x + 10, spot.y + 15, escaped(node.kind),
                   node.there == Verdict::no        ? " · not there"
                   : node.there == Verdict::unknown ? " · not in this project"
                                                    : "",
                   spot.y + 32, escaped(fitting(node.name)));
  }

  unsigned top_ = 0;
  std::string links_ = {};
  std::string nodes_ = {};
};

std::string words_of(const MapNode& node) {
  return fmt::format("{} <b>{}</b>", escaped(node.kind), escaped(node.name));
}

/// The same in words, broken links first.
std::string list_of(const std::vector<const MapGroup*>& groups) {
  std::string out;
  for (const Verdict verdict : {Verdict::no, Verdict::unknown, Verdict::yes}) {
    std::string items;
    std::size_t count = 0;
    for (const MapGroup* group : groups) {
      for (const MapLink& link : group->links) {
        if (link.holds != verdict) continue;
        const MapNode& from = group->nodes[link.backwards ? link.to : link.from];
        const MapNode& to = group->nodes[link.backwards ? link.from : link.to];
        items += fmt::format("<li>{} names {}</li>\n", words_of(from), words_of(to));
        ++count;
      }
    }
    if (count == 0) continue;
    const std::string_view title = verdict == Verdict::no ? "Broken links"
                                   : verdict == Verdict::unknown
                                       ? "Links that nobody can judge here"
                                       : "Links that hold";
    out += fmt::format(
        "<details class=\"fl\"{}>\n<summary>{} {} <span class=\"ct\">{}</span></summary>\n"
        "<ul class=\"bd ls\">\n{}</ul>\n</details>\n",
        verdict == Verdict::no ? " open" : "", mark(verdict, "", "", ""), title, count, items);
  }
  return out;
}

}  // namespace

PagePart map_part(const Report& report) {
  PagePart part{.id = "map", .title = "Map"};
  std::size_t broken = 0;
  for (const ProjectOverview& project : report.overview) {
    if (project.map.empty()) continue;
    std::vector<const MapGroup*> groups;
    for (const MapGroup& group : project.map) groups.push_back(&group);
    // The drawing keeps the order of the names, but where it cannot have all.
    if (groups.size() > kMostGroups) {
      std::stable_partition(groups.begin(), groups.end(),
                            [](const MapGroup* group) { return is_broken(*group); });
    }
    MapDrawing drawing;
    for (std::size_t i = 0; i < std::min(groups.size(), kMostGroups); ++i) drawing.add(*groups[i]);
    part.body += project_heading(report, project) + drawing.finish();
    if (groups.size() > kMostGroups) {
      part.body +=
          fmt::format("<p>{} drawn here, those with broken links first; {} more below.</p>\n",
                      counted(kMostGroups, "group"), groups.size() - kMostGroups);
    }
    part.body += list_of(groups);
    for (const MapGroup* group : groups) broken += is_broken(*group) ? 1 : 0;
  }
  if (broken != 0) part.count = fmt::format("{} broken", broken);
  return part;
}

}  // namespace ecac::html
