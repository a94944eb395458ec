// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/papers/police_pack.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "bot/flags.hpp"
#include "bot/rules/follow_up.hpp"
#include "dialogs/intake/form_reading.hpp"
#include "dialogs/papers/voice.hpp"

namespace meldmaat {

namespace {

/// The order in which the police ask (handbook §5).
constexpr std::array seven{Topic::who, Topic::what, Topic::where, Topic::with, Topic::how, Topic::when, Topic::why};

constexpr std::string_view complaint_fact = "complaint";
constexpr std::array<std::string_view, 2> police_facts{"police_report", "police_notification"};

/// An entry of a correction is "<question>: <what was said before>" (rules/follow_up).
std::vector<PoliceChange> changes_of(const std::string& question, const std::vector<Entry>& history) {
  const std::string before = question + ": ";
  std::vector<PoliceChange> changes;
  for (const auto& entry : history) {
    if (entry.what != entries::changed || !entry.detail.starts_with(before)) continue;
    // What was not answered before is no correction.
    if (entry.detail.size() > before.size()) changes.push_back({entry.at, entry.detail.substr(before.size())});
  }
  return changes;
}

class Reading {
 public:
  Reading(const Case& the_case, const std::vector<Entry>& history, const Municipality& town, const Voice& voice)
      : case_(the_case), history_(history), town_(town), form_(town.form_of(the_case.form)), voice_(voice) {}

  [[nodiscard]] std::vector<PoliceAnswer> about(Topic topic) const {
    std::vector<PoliceAnswer> answers;
    if (form_ == nullptr) return answers;
    for (const auto& question : form_->questions) {
      // Files stand in the list of evidence, each with its hash.
      if (question.topic != topic || question.expects == Expects::file) continue;
      if (auto answer = to(question)) answers.push_back(std::move(*answer));
    }
    return answers;
  }

 private:
  [[nodiscard]] std::optional<PoliceAnswer> to(const Question& question) const {
    const auto found = case_.answers.find(question.id.str());
    if (found == case_.answers.end()) return std::nullopt;
    PoliceAnswer answer;
    answer.text = shown(voice_.talk(), question, case_.answers, case_.flags);
    if (answer.text.empty()) return std::nullopt;
    answer.question = question.id.str();
    answer.label = label_of(question);
    answer.unknown = found->second.status == Answer::Status::unknown;
    answer.from_story = found->second.status == Answer::Status::from_story;
    answer.at = found->second.at;
    answer.changes = changes_of(answer.question, history_);
    return answer;
  }

  /// One choice, such as "no", says little to who did not hear the question.
  [[nodiscard]] std::string label_of(const Question& question) const {
    const bool needs_question = question.expects == Expects::choice && !question.many;
    if (!needs_question) return voice_(question.label);
    return voice_(variant(town_.texts, question.text, case_.flags));
  }

  const Case& case_;
  const std::vector<Entry>& history_;
  const Municipality& town_;
  const Form* form_;
  const Voice& voice_;
};

std::string name_of(const Organisation& organisation, const PersonId& id) {
  const auto* person = organisation.person(id);
  return person == nullptr ? std::string{} : person->name;
}

std::vector<PoliceStep> steps_of(const Case& the_case, const Voice& voice) {
  std::vector<PoliceStep> steps;
  for (const auto& fact : the_case.facts) {
    if (std::ranges::find(police_facts, fact.name) == police_facts.end()) continue;
    PoliceStep step;
    step.fact = fact.name;
    step.label = voice("fact." + fact.name + ".name");
    if (!fact.kind.empty()) step.kind = voice("fact." + fact.name + "." + fact.kind);
    step.number = fact.number;
    step.happened = fact.happened;
    step.about = fact.about;
    steps.push_back(std::move(step));
  }
  return steps;
}

/// Asked for where the rules ask the victim as well (T48): no word here says what it is in law.
ProsecutionRequest complaint_of(const Case& the_case) {
  const auto* recorded = the_case.fact(complaint_fact);
  if (recorded != nullptr) return recorded->kind == "filed" ? ProsecutionRequest::filed : ProsecutionRequest::none;
  return the_case.has(flags::stalking) || the_case.has(flags::series) ? ProsecutionRequest::to_ask
                                                                      : ProsecutionRequest::none;
}

}  // namespace

PolicePack police_pack(const CaseFile& file, const std::vector<Entry>& history, const Municipality& town,
                       Language language, Moment now) {
  const auto& the_case = file.the_case;
  const Voice voice(town, language, now);
  const Reading reading(the_case, history, town, voice);
  PolicePack pack;
  pack.number = the_case.number;
  pack.language = language;
  pack.made = now;
  pack.organisation = town.organisation.name;
  pack.contacts = town.organisation.police;
  pack.incident = the_case.incident;
  pack.reported = the_case.reported;
  pack.victim = name_of(town.organisation, the_case.victim);
  pack.reporter = name_of(town.organisation, the_case.reporter);
  pack.witnessed = the_case.has(flags::witness);
  if (auto story = reading.about(Topic::story); !story.empty()) pack.story = std::move(story.front());
  for (const auto topic : seven) pack.topics.push_back({topic, reading.about(topic)});
  pack.after = reading.about(Topic::aftermath);
  for (const auto& call : the_case.calls) {
    if (call.told) pack.statements.push_back({*call.told, name_of(town.organisation, call.witness), call.text});
  }
  for (const auto& [by, at, text] : the_case.additions) {
    pack.additions.push_back({at, by == the_case.reporter ? std::string{} : name_of(town.organisation, by), text});
  }
  pack.evidence = the_case.evidence;
  pack.steps = steps_of(the_case, voice);
  pack.complaint = complaint_of(the_case);
  return pack;
}

}  // namespace meldmaat
