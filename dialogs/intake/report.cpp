// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/report.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "bot/rules/next_steps.hpp"
#include "dialogs/cards/card_offers.hpp"
#include "dialogs/intake/evidence.hpp"
#include "dialogs/intake/questions.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

IncidentMoment incident_of(const Talk& talk, const Answers& answers) {
  if (const auto found = answers.find(form_questions::moment.str()); found != answers.end()) {
    if (auto moment = incident_moment(found->second)) return *moment;
  }
  return {talk.now(), false, true, talk.text("house.control.unknown")};
}

/// The files count as answered even when they came at another question.
void note_files(const Talk& talk, const Form& form, Answers& answers, const std::vector<Attachment>& files) {
  if (files.empty() || form.question(questions::evidence) == nullptr) return;
  answers[questions::evidence.str()] = evidence_answer(talk, files);
}

std::string role_name(const Talk& talk, const RoleId& role) {
  const std::string key = "role." + role.str();
  return talk.view().municipality.texts.has(key) ? talk.text(key) : role.str();
}

}  // namespace

Case draft_case(const Talk& talk, const Form& form) {
  const auto& town = talk.view().municipality;
  const auto& frame = talk.top();
  const auto reading = read_form(form, frame.answers, talk.view().person, town.organisation);
  Case draft;
  draft.number = talk.view().free_number;
  draft.form = form.ref;
  draft.incident = incident_of(talk, frame.answers);
  draft.reported = talk.now();
  draft.reporter = talk.view().person;
  draft.flags = reading.flags;
  draft.victim = victim_of(frame.answers, draft.flags, draft.reporter, town.organisation);
  draft.team = team_of(draft, town.organisation);
  draft.protocol = town.protocol_for(draft.team).ref;
  draft.answers = answers_that_count(reading, frame.answers);
  note_files(talk, form, draft.answers, frame.attachments);
  draft.evidence = frame.attachments;
  draft.excluded = excluded_by(frame.answers);
  return draft;
}

Route draft_route(const Talk& talk, const Form& form) {
  return route(draft_case(talk, form), talk.view().municipality.organisation, date_of(talk.local_now()));
}

std::vector<Line> summary_lines(const Talk& talk, const Form& form, const Answers& answers, const std::string& change) {
  auto reading = read_form(form, answers, talk.view().person, talk.view().municipality.organisation);
  std::ranges::sort(reading.counts, [](const Question* left, const Question* right) {
    return left->topic != right->topic ? left->topic < right->topic : std::less<>{}(left, right);
  });
  std::vector<Line> lines;
  for (const auto* question : reading.counts) {
    const auto found = answers.find(question->id.str());
    if (found == answers.end()) continue;
    Line line;
    line.label = talk.text(question->label);
    line.text = shown(talk, *question, answers, reading.flags);
    if (line.text.empty()) line.text = talk.text("intake.summary.skipped");
    if (found->second.status == Answer::Status::from_story)
      line.text = talk.text("intake.summary.from_story", {{"answer", line.text}});
    line.change = talk.option(change + question->id.str(), "intake.summary.change");
    lines.push_back(std::move(line));
  }
  return lines;
}

Message readers_message(const Talk& talk, const Form& form) {
  const auto& organisation = talk.view().municipality.organisation;
  const auto draft = draft_case(talk, form);
  const auto made = route(draft, organisation, date_of(talk.local_now()));
  Message message;
  message.kind = Message::Kind::summary;
  message.text = talk.text("intake.readers");
  const auto add = [&](const PersonId& id, std::string label) {
    if (const auto* person = organisation.person(id)) message.lines.push_back({std::move(label), person->name, {}});
  };
  for (const auto& reader : made.readers) add(reader.person, role_name(talk, reader.role));
  if (draft.victim != draft.reporter && draft.is_of(draft.victim))
    add(draft.victim, talk.text("intake.readers.victim"));
  for (const auto& person : made.excluded) add(person, talk.text("intake.readers.never"));
  return message;
}

std::vector<Line> steps_ahead(const Talk& talk, const Case& the_case) {
  const auto& town = talk.view().municipality;
  std::vector<Line> lines;
  for (const auto& step : next_steps(the_case, talk.now(), town)) {
    const std::string key = "intake.next." + step.key.rule.str();
    const std::string of_step = key + "." + std::to_string(step.key.step);
    const bool own_words = town.texts.has(of_step);
    // What the reporter would not recognise, such as a copy for the register, is not listed.
    if (!own_words && !town.texts.has(key)) continue;
    auto text = talk.text(own_words ? of_step : key);
    const bool told = std::ranges::any_of(lines, [&](const Line& line) { return line.text == text; });
    if (told) continue;
    lines.push_back({talk.text(step.overdue ? "intake.next.overdue" : "intake.next.before",
                               {{"moment", say_moment(talk, step.due)}}),
                     std::move(text),
                     {}});
  }
  return lines;
}

Message receipt(const Talk& talk, const Case& filed) {
  Message message;
  message.kind = Message::Kind::receipt;
  message.about = filed.number;
  message.text = talk.text("intake.receipt", {{"number", filed.number.str()}});
  message.lines = steps_ahead(talk, filed);
  message.options = {talk.option("case/" + filed.number.str() + "/own", "intake.receipt.open")};
  if (auto steps = first_steps_option(talk, filed)) message.options.push_back(std::move(*steps));
  message.options.push_back(talk.option("menu/menu", "house.control.menu"));
  return message;
}

}  // namespace meldmaat
