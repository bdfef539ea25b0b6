#include <fmt/format.h>

#include "compiler/emit/report/html/html_text.h"
#include "compiler/emit/report/html/page_parts.h"

namespace ecac::html {

namespace {

std::string chain(const OverviewCredential& credential) {
  std::string out = "<ol class=\"ch\">\n";
  for (const OverviewLink& link : credential.chain) {
    out += fmt::format("<li class=\"{}\"><small>{}</small> {}{}",
                       link.there == Verdict::yes  ? "y"
                       : link.there == Verdict::no ? "n"
                                                   : "u",
                       escaped(link.kind),
                       link.there == Verdict::yes
                           ? std::string()
                           : mark(link.there, "", "not there:", "unknown:") + ' ',
                       escaped(link.name));
    if (!link.note.empty())
      out += fmt::format(" <span class=\"nt\">{}</span>", with_code(link.note));
    out += "</li>\n";
  }
  return out + "</ol>\n";
}

std::string grants(const OverviewPrincipal& principal, int level) {
  std::string out = fmt::format("<h{0}>Principal {1} <span class=\"st\">{2}</span></h{0}>\n", level,
                                escaped(principal.name), escaped(principal.kind));
  if (principal.grants.empty()) {
    return out + "<p>" + mark(Verdict::no, "", "no", "") +
           " No permission set of this project grants it.</p>\n";
  }
  out +=
      "<div class=\"sc\" tabindex=\"0\" role=\"group\" aria-label=\"Grants\">\n"
      "<table>\n<thead><tr><th scope=\"col\">Complete</th><th scope=\"col\">Who grants it</th>"
      "<th scope=\"col\">Principal</th><th scope=\"col\">Token store</th>"
      "<th scope=\"col\">Where</th></tr></thead>\n<tbody>\n";
  for (const OverviewGrant& grant : principal.grants) {
    std::string notes;
    for (const std::string& note : grant.notes) {
      notes += fmt::format(" <span class=\"nt\">{}</span>", with_code(note));
    }
    out += fmt::format(
        "<tr><td>{}</td><td>{}{}</td><td>{}</td><td>{}</td><td class=\"pl\">{}</td></tr>\n",
        mark(grant.complete, "yes", "no", "unknown"), escaped(grant.holder), notes,
        mark(grant.principal, "granted", "not granted", "unknown"),
        mark(grant.tokens, "readable", "not readable", "unknown"), escaped(grant.place));
  }
  return out + "</tbody>\n</table>\n</div>\n";
}

std::string details(const OverviewCredential& credential, int level) {
  std::string out = fmt::format(
      "<details class=\"ap\">\n<summary><h{0}>{1}</h{0}> <span class=\"st\">{2}, {3}</span>", level,
      escaped(credential.name), escaped(credential.kind), escaped(credential.flow));
  const std::string resource =
      credential.resource.empty()
          ? std::string("none")
          : fmt::format("{} {}", mark(credential.resource_fits, "fits", "", "does not tell"),
                        escaped(credential.resource));
  out += fmt::format("</summary>\n<div class=\"bd\">\n{}", fact_table(credential.facts));
  out += fmt::format("<p><b>resource</b> {}</p>\n", resource);
  for (const OverviewPrincipal& principal : credential.principals)
    out += grants(principal, level + 1);
  if (!credential.requests.empty()) {
    out += fmt::format("<h{0}>Requests of the platform</h{0}>\n{1}", level + 1,
                       request_blocks(credential.requests));
  }
  return out + "</div>\n</details>\n";
}

std::string summary_row(const OverviewCredential& credential, int level) {
  const std::string resource = credential.resource.empty()
                                   ? std::string("none")
                                   : mark(credential.resource_fits, "fits", "", "look at it");
  return fmt::format(
      "<div class=\"cr\">{}<p class=\"cf\"><span>resource {}</span> "
      "<span>grant {}</span></p>\n{}</div>\n",
      chain(credential), resource, mark(credential.granted, "complete", "missing", "unknown"),
      details(credential, level));
}

}  // namespace

PagePart credentials_part(const Report& report) {
  PagePart part{.id = "credentials", .title = "Credential chains"};
  std::size_t count = 0;
  for (const ProjectOverview& project : report.overview) {
    if (project.credentials.empty()) continue;
    part.body += project_heading(report, project);
    for (const OverviewCredential& credential : project.credentials) {
      part.body += summary_row(credential, level_of_parts(report));
    }
    count += project.credentials.size();
  }
  if (count != 0) part.count = std::to_string(count);
  return part;
}

}  // namespace ecac::html
