// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/own_steps.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "bot/rules/follow_up.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/intake/form_reading.hpp"
#include "dialogs/intake/interview.hpp"
#include "dialogs/intake/questions.hpp"
#include "dialogs/intake/report.hpp"
#include "dialogs/keeping.hpp"
#include "dialogs/say_moment.hpp"
#include "dialogs/witness/witness_offer.hpp"

namespace meldmaat::own {

namespace {

/// Changing these would move the report to other people behind the readers' backs; there is a way for each: withdraw
/// and report anew, or ask the counsellor. Files are added, never changed.
bool correctable(const Question& question) {
  static const std::array fixed{form_questions::danger, form_questions::involved, QuestionId{"role"}, questions::victim,
                                questions::evidence};
  return std::ranges::find(fixed, question.id) == fixed.end();
}

FormReading reading_of(const Talk& talk, const Case& the_case, const Answers& answers) {
  return read_form(form_of(talk, the_case), answers, the_case.reporter, talk.view().municipality.organisation);
}

const Question* open_question(const Talk& talk, const Case& the_case, const Answers& answers) {
  for (const auto* question : reading_of(talk, the_case, answers).counts) {
    if (!answers.contains(question->id.str()) && correctable(*question)) return question;
  }
  return nullptr;
}

Ask ask_at(Talk& talk, std::string_view step, std::string text, Expects expects) {
  talk.top().step = step;
  Ask ask;
  ask.question = step;
  ask.text = std::move(text);
  ask.expects = expects;
  return ask;
}

std::string fact_words(const Talk& talk, const Fact& fact) {
  const auto& texts = talk.view().municipality.texts;
  const std::string key = "fact." + fact.name + ".told";
  const std::string of_kind = key + "." + fact.kind;
  if (!fact.kind.empty() && texts.has(of_kind)) return talk.text(of_kind);
  return texts.has(key) ? talk.text(key) : std::string{};
}

}  // namespace

const CaseFile* file_of(const Talk& talk) {
  const auto& subject = talk.view().subject;
  return subject && subject->the_case.number == talk.top().subject ? &*subject : nullptr;
}

const Form& form_of(const Talk& talk, const Case& the_case) {
  const auto* form = talk.view().municipality.form_of(the_case.form);
  return form == nullptr ? talk.view().municipality.current_form() : *form;
}

std::string option_id(const CaseNumber& number, std::string_view action) {
  const std::string id = "case/" + number.str() + "/own";
  return action.empty() ? id : id + "/" + std::string{action};
}

bool is_reporter(const Talk& talk) {
  const auto* file = file_of(talk);
  return file == nullptr || file->the_case.reporter == talk.view().person;
}

std::string check_fact(const Talk& talk) {
  return std::string{is_reporter(talk) ? own_facts::record_checked : own_facts::victim_checked};
}

void ask_list(Talk& talk) {
  auto ask = ask_at(talk, list_step, talk.text("intake.own.list"), Expects::choice);
  for (const auto& listing : talk.view().cases) {
    if (!listing.own) continue;
    const auto date = say_date(talk, date_of(talk.view().municipality.zone.to_local(listing.reported)));
    ask.options.push_back({option_id(listing.number),
                           talk.text("intake.own.listed", {{"number", listing.number.str()}, {"date", date}}),
                           {}});
  }
  ask_with(talk, std::move(ask), only_back);
}

void ask_menu(Talk& talk, const Happening* just) {
  const auto& number = talk.top().subject;
  talk.top().answers.clear();
  auto ask = ask_at(talk, menu_step, talk.text("intake.own.menu", {{"number", number.str()}}), Expects::choice);
  const auto add = [&](std::string_view action, std::string_view key) {
    ask.options.push_back(talk.option(option_id(number, action), key));
  };
  const auto* file = file_of(talk);
  const auto* const reply = just == nullptr ? nullptr : std::get_if<InquiryAnswered>(just);
  const auto* const own_step = just == nullptr ? nullptr : std::get_if<OwnStep>(just);
  const auto check = check_fact(talk);
  const bool checked = own_step != nullptr && own_step->fact == check;
  const bool reporter = is_reporter(talk);
  const bool withdrawn = just != nullptr && std::holds_alternative<Withdrawn>(*just);
  add("status", "intake.own.status");
  if (!withdrawn && (file == nullptr || file->the_case.status == Case::Status::open)) {
    if (file != nullptr && reporter) {
      const auto& inquiries = file->the_case.inquiries;
      for (std::size_t at = 0; at < inquiries.size(); ++at) {
        const bool now = reply != nullptr && reply->inquiry == at;
        if (!now && !inquiries[at].answered) add("answer/" + std::to_string(at), "intake.own.answer");
      }
    }
    // Before the case itself is at hand both are offered; they say so when there is nothing left to do.
    if (reporter && (file == nullptr || open_question(talk, file->the_case, file->the_case.answers) != nullptr))
      add("rest", "intake.own.rest");
    if (!checked && (file == nullptr || file->the_case.fact(check) == nullptr)) add("check", "intake.own.check");
    add("add", "intake.own.add");
    if (reporter) add("correct", "intake.own.correct");
    if (file == nullptr || may_call_witness(talk)) add(witness_verb, "witness.call");
    add("police", "papers.offer.option");
    if (reporter) add("withdraw", "intake.own.withdraw");
  }
  const bool decided =
      just != nullptr && (std::holds_alternative<Held>(*just) || std::holds_alternative<Released>(*just));
  if (file != nullptr && !decided) {
    if (file->the_case.leaves && may_keep(talk)) add("keep", "keep.offer");
    if (may_release(talk)) add("release", "keep.release");
  }
  ask.options.push_back(talk.option("done", "intake.own.done"));
  ask.options.push_back(talk.option("menu/help", "house.control.help"));
  talk.ask(std::move(ask));
}

void ask_add(Talk& talk) {
  auto ask = ask_at(talk, add_step, talk.text("intake.own.add.ask"), Expects::text);
  ask_with(talk, std::move(ask), only_back);
}

void ask_correct(Talk& talk) {
  const auto* file = file_of(talk);
  if (file == nullptr) return;
  auto ask = ask_at(talk, correct_step, talk.text("intake.change.ask"), Expects::choice);
  for (const auto* question : reading_of(talk, file->the_case, file->the_case.answers).counts) {
    if (!correctable(*question) || !file->the_case.answers.contains(question->id.str())) continue;
    ask.options.push_back(
        talk.option(option_id(file->the_case.number, "correct/" + question->id.str()), question->label));
  }
  ask_with(talk, std::move(ask), only_back);
}

void ask_check(Talk& talk) {
  auto ask = ask_at(talk, check_step, talk.text("intake.own.check.ask"), Expects::choice);
  ask.options = {talk.option("yes", "intake.own.check.yes", Option::Style::primary),
                 talk.option("no", is_reporter(talk) ? "intake.own.check.no" : "intake.named.check.no")};
  ask_with(talk, std::move(ask), only_back);
}

void ask_reason(Talk& talk) {
  auto ask = ask_at(talk, reason_step, talk.text("intake.own.reason"), Expects::text);
  ask_with(talk, std::move(ask), back_or_skip);
}

void ask_withdraw(Talk& talk) {
  auto ask = ask_at(talk, withdraw_step, talk.text("intake.own.withdraw.ask"), Expects::choice);
  ask.options = {talk.option("yes", "intake.own.withdraw.yes", Option::Style::danger),
                 talk.option("no", "intake.own.withdraw.no")};
  ask_with(talk, std::move(ask), only_back);
}

void ask_answer(Talk& talk) {
  auto ask = ask_at(talk, answer_step, talk.text("intake.own.answer.ask"), Expects::text);
  ask_with(talk, std::move(ask), only_back);
}

void ask_rest(Talk& talk) {
  const auto* file = file_of(talk);
  const auto* question = file == nullptr ? nullptr : open_question(talk, file->the_case, talk.top().answers);
  if (question == nullptr) {
    talk.say("intake.own.complete");
    ask_menu(talk);
    return;
  }
  const auto& form = form_of(talk, file->the_case);
  ask_question({talk, form, {}, reading_of(talk, file->the_case, talk.top().answers).flags, false}, *question);
}

void ask_correction(Talk& talk, const std::string& id) {
  const auto* file = file_of(talk);
  if (file == nullptr) return;
  const auto& form = form_of(talk, file->the_case);
  const auto* question = form.question(QuestionId{id});
  if (question == nullptr || !correctable(*question)) {
    talk.say("intake.change.gone");
    ask_menu(talk);
    return;
  }
  ask_question({talk, form, {}, reading_of(talk, file->the_case, talk.top().answers).flags, false}, *question);
}

void say_status(Talk& talk) {
  const auto* file = file_of(talk);
  if (file == nullptr) return;
  const auto& own = file->the_case;
  Message message;
  message.kind = Message::Kind::summary;
  message.about = own.number;
  const bool withdrawn = own.status == Case::Status::withdrawn;
  message.text = talk.text(withdrawn ? "intake.own.withdrawn" : "intake.own.status.text",
                           {{"number", own.number.str()}, {"moment", say_moment(talk, own.reported)}});
  for (const auto& fact : own.facts) {
    if (auto words = fact_words(talk, fact); !words.empty())
      message.lines.push_back({talk.text("intake.own.happened", {{"moment", say_fact_moment(talk, fact)}}), words, {}});
  }
  if (!withdrawn) {
    for (auto& line : steps_ahead(talk, own)) message.lines.push_back(std::move(line));
  }
  if (auto kept = keeping_line(talk, own)) message.lines.push_back(*std::move(kept));
  talk.say(std::move(message));
}

void say_record(Talk& talk) {
  const auto* file = file_of(talk);
  if (file == nullptr) return;
  const auto& own = file->the_case;
  Message message;
  message.kind = Message::Kind::summary;
  message.about = own.number;
  message.text = talk.text("intake.own.record", {{"number", own.number.str()}});
  message.lines = summary_lines(talk, form_of(talk, own), own.answers, option_id(own.number, "correct") + "/");
  for (auto& line : message.lines) {
    if (line.change && (!is_reporter(talk) || !correctable(*form_of(talk, own).question(QuestionId{
                                                  line.change->id.substr(option_id(own.number, "correct/").size())}))))
      line.change.reset();
  }
  const auto& organisation = talk.view().municipality.organisation;
  for (const auto& addition : own.additions) {
    const auto* other = addition.by == own.reporter ? nullptr : organisation.person(addition.by);
    message.lines.push_back(
        {other == nullptr ? talk.text("intake.own.added") : talk.text("intake.own.added_by", {{"name", other->name}}),
         addition.text,
         {}});
  }
  for (auto& statement : statement_lines(talk, own)) message.lines.push_back(std::move(statement));
  talk.say(std::move(message));
}

void change_keeping(Talk& talk, bool keep) {
  if (!(keep ? may_keep(talk) : may_release(talk))) {
    say_status(talk);
    return ask_menu(talk);
  }
  const auto& person = talk.view().person;
  Happening what = keep ? Happening{Held{std::string(keep_reasons::wish), person}} : Happening{Released{person}};
  talk.say(keep ? "keep.done_own" : "keep.released_own");
  ask_menu(talk, &what);
  talk.wish(Record{talk.top().subject, std::move(what)});
}

void record_answer(Talk& talk, const Question& question) {
  const auto* file = file_of(talk);
  if (file == nullptr) return;
  const auto& answers = talk.top().answers;
  const auto found = answers.find(question.id.str());
  if (found == answers.end()) return;
  AnswerChanged changed;
  changed.question = question.id.str();
  changed.answer = found->second;
  changed.flags = reading_of(talk, file->the_case, answers).flags;
  changed.by = talk.view().person;
  if (question.id == form_questions::moment) changed.incident = incident_moment(found->second);
  talk.wish(Record{file->the_case.number, std::move(changed)});
}

}  // namespace meldmaat::own
