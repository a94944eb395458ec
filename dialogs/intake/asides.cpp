// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/asides.hpp"

#include "dialogs/intake/draft.hpp"
#include "dialogs/reading/citizen_number.hpp"

namespace meldmaat {

void say_who_reads_along(Talk& talk) {
  if (draft::has_note(talk, ".privacy")) return;
  draft::set_note(talk, ".privacy");
  const auto& town = talk.view().municipality;
  const std::string of_channel = "intake.privacy." + talk.view().channel;
  std::string key = town.texts.has(of_channel) ? of_channel : "intake.privacy";
  const auto& anonymous = town.organisation.anonymous_route;
  if (!anonymous.empty()) key += ".anonymous";
  talk.say(key, {{"address", anonymous}});
}

void say_what_confidential_means(Talk& talk) {
  const auto& anonymous = talk.view().municipality.organisation.anonymous_route;
  talk.say(anonymous.empty() ? "intake.confidential" : "intake.confidential.anonymous", {{"address", anonymous}});
}

void say_what_is_not_needed(Talk& talk, const std::string& typed) {
  if (draft::has_note(talk, ".number_seen") || !holds_citizen_number(typed)) return;
  draft::set_note(talk, ".number_seen");
  talk.say("intake.number_seen");
}

}  // namespace meldmaat
