// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/evidence.hpp"

#include <algorithm>
#include <string>

#include "dialogs/intake/draft.hpp"

namespace meldmaat {

void add_evidence(Talk& talk, const Attachment& file) {
  auto& files = talk.top().attachments;
  if (std::ranges::find(files, file.id, &Attachment::id) == files.end()) files.push_back(file);
  talk.say("intake.evidence.added", {{"name", file.name}});
  const std::string copy = "intake.evidence.copy." + talk.view().channel;
  if (draft::has_note(talk, ".copy") || !talk.view().municipality.texts.has(copy)) return;
  draft::set_note(talk, ".copy");
  talk.say(copy);
}

Answer evidence_answer(const Talk& talk, const std::vector<Attachment>& files) {
  Answer answer;
  for (const auto& file : files) {
    answer.value += (answer.value.empty() ? "" : ",") + file.id.str();
    answer.said += (answer.said.empty() ? "" : ", ") + file.name;
  }
  if (files.empty()) answer.said = talk.text("intake.evidence.none");
  answer.at = talk.now();
  return answer;
}

}  // namespace meldmaat
