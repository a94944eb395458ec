// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The case that access is judged by: it holds everything that somebody may not see.
#pragma once

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/bot/rules/story.hpp"

namespace meldmaat {

inline Answer saying(std::string_view text) {
  Answer answer;
  answer.value = text;
  answer.said = text;
  return answer;
}

/// A case with every kind of content in it: health, a wound, the police, care talks, questions and additions.
inline Story full_story(std::vector<Flag> flags = {"desk", "threat", "verbal"}) {
  auto the_case = fakes::reported_case(std::move(flags), fakes::at("2026-10-21 10:00"), fakes::at("2026-10-21 10:30"));
  the_case.victim = fakes::who("collega");
  for (const auto* question : {"danger", "kind", "story", "when", "perpetrator", "health"}) {
    the_case.answers[question] = saying(question);
  }
  the_case.answers["wound_photo"] = saying("blob-wound");
  for (const auto* file : {"blob-wound", "blob-desk"}) {
    Attachment attachment;
    attachment.id = BlobId{file};
    the_case.evidence.push_back(attachment);
  }
  Story story{the_case};
  story.happens(Added{"nog iets", {}, fakes::who("medewerker")});
  const bool manager = std::ranges::find(story.file.the_case.readers, fakes::who("chef"), &Reader::person) !=
                       story.file.the_case.readers.end();
  Fact report;
  report.name = "police_report";
  report.rule = RuleId{"T20"};
  report.kind = "employer";
  report.number = "PL-7";
  report.note = "notitie";
  report.happened = story.now;
  report.by = fakes::who(manager ? "chef" : "vertrouwenspersoon");
  story.happens(FactRecorded{report});
  story.happens(Inquired{"Was er een getuige?", report.by});
  Fact talk;
  talk.name = "first_care_talk";
  talk.rule = RuleId{"T08"};
  talk.kind = "held";
  talk.note = "vertrouwelijk";
  talk.happened = story.now;
  talk.by = fakes::who("opvang");
  story.happens(FactRecorded{talk});
  return story;
}

}  // namespace meldmaat
