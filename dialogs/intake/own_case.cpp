// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/own_case.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "bot/rules/follow_up.hpp"
#include "dialogs/answer.hpp"
#include "dialogs/intake/check_in.hpp"
#include "dialogs/intake/form_reading.hpp"
#include "dialogs/intake/interview.hpp"
#include "dialogs/intake/own_news.hpp"
#include "dialogs/intake/own_steps.hpp"
#include "dialogs/keeping.hpp"
#include "dialogs/papers/overview_offer.hpp"
#include "dialogs/papers/police_offer.hpp"
#include "dialogs/reading/words.hpp"
#include "dialogs/witness/witness_offer.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view inquiry_note = ".inquiry";
constexpr std::string_view reason_note = ".reason";
constexpr std::string_view rest_note = ".rest";
constexpr std::string_view check_note = ".checked";

/// "case/2026-0001/own/correct/who" in its parts; `number` is empty when it is no option of this dialog.
struct OwnCommand {
  CaseNumber number;
  std::string action;
  std::string argument;
};

OwnCommand read_command(std::string_view command) {
  constexpr std::string_view prefix = "case/";
  constexpr std::string_view own = "/own";
  if (!command.starts_with(prefix)) return {};
  command.remove_prefix(prefix.size());
  const auto end = command.find('/');
  if (end == std::string_view::npos || !command.substr(end).starts_with(own)) return {};
  OwnCommand read{CaseNumber{std::string{command.substr(0, end)}}, {}, {}};
  command.remove_prefix(end + own.size());
  if (!command.empty() && command.front() != '/') return {};
  if (command.empty()) return read;
  command.remove_prefix(1);
  const auto slash = std::min(command.find('/'), command.size());
  read.action = command.substr(0, slash);
  if (slash < command.size()) read.argument = command.substr(slash + 1);
  return read;
}

bool is_mine(const Talk& talk, const CaseNumber& number) {
  const auto& view = talk.view();
  const bool listed = std::ranges::any_of(
      view.cases, [&](const CaseListing& listing) { return listing.own && listing.number == number; });
  const bool victim =
      view.subject && view.subject->the_case.number == number && view.subject->the_case.is_of(view.person);
  return !number.empty() && (listed || victim);
}

/// One frame for what a person does with own reports, however many buttons were pressed.
void open_frame(Talk& talk, const CaseNumber& number) {
  std::erase_if(talk.state.frames, [](const Frame& frame) { return frame.dialog == own::dialog; });
  Frame frame;
  frame.dialog = own::dialog;
  frame.subject = number;
  frame.step = own::menu_step;
  talk.push(std::move(frame));
}

void set_note(Talk& talk, std::string_view name, std::string value) {
  auto& note = talk.top().answers[std::string{name}];
  note.value = std::move(value);
  note.at = talk.now();
}

std::string note(const Talk& talk, std::string_view name) {
  const auto found = talk.top().answers.find(std::string{name});
  return found == talk.top().answers.end() ? std::string{} : found->second.value;
}

std::optional<std::size_t> index_in(const std::string& text) {
  std::size_t index = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  return error == std::errc{} && rest == text.data() + text.size() ? std::optional{index} : std::nullopt;
}

void begin_answer(Talk& talk, const Case& the_case, const std::string& argument) {
  const auto index = index_in(argument);
  if (!index || *index >= the_case.inquiries.size() || the_case.inquiries[*index].answered) {
    talk.say("intake.own.answered_before");
    own::ask_menu(talk);
    return;
  }
  set_note(talk, inquiry_note, argument);
  Message question;
  question.about = the_case.number;
  question.text = talk.text("intake.own.question", {{"question", the_case.inquiries[*index].question}});
  talk.say(std::move(question));
  own::ask_answer(talk);
}

/// What stands in the reporter's own words is the reporter's to change, and so is whether there is a report. The words
/// of whom it happened to stand beside it.
bool is_reporters(std::string_view action) {
  return action == "correct" || action == "rest" || action == "withdraw" || action == "answer";
}

/// \pre the frame of the case lies on top and the view holds the case
void begin_action(Talk& talk, const Case& the_case, const OwnCommand& wanted) {
  const bool open = the_case.status == Case::Status::open;
  if (wanted.action == check_in_action) {
    answer_check_in(talk, wanted.argument);
    own::ask_menu(talk);
  } else if (wanted.action == "keep" || wanted.action == "release") {
    own::change_keeping(talk, wanted.action == "keep");
  } else if (wanted.action == "status" || (!open && !wanted.action.empty())) {
    own::say_status(talk);
    own::ask_menu(talk);
  } else if (is_reporters(wanted.action) && !own::is_reporter(talk)) {
    talk.say("intake.named.beside");
    own::ask_add(talk);
  } else if (wanted.action == "add") {
    own::ask_add(talk);
  } else if (wanted.action == "correct" || wanted.action == "rest") {
    talk.top().answers = the_case.answers;
    if (wanted.action == "rest") {
      set_note(talk, rest_note, {});
      own::ask_rest(talk);
    } else if (wanted.argument.empty()) {
      own::ask_correct(talk);
    } else {
      own::ask_correction(talk, wanted.argument);
    }
  } else if (wanted.action == "check") {
    own::say_record(talk);
    own::ask_check(talk);
  } else if (wanted.action == witness_verb) {
    call_witness(talk);
    own::ask_menu(talk);
  } else if (wanted.action == "police") {
    offer_police_papers(talk);
    own::ask_menu(talk);
  } else if (wanted.action == "withdraw") {
    talk.say("intake.own.withdraw.explained");
    own::ask_reason(talk);
  } else if (wanted.action == "answer") {
    begin_answer(talk, the_case, wanted.argument);
  } else {
    own::ask_menu(talk);
  }
}

void record(Talk& talk, Happening what, std::string_view thanks) {
  talk.say(thanks);
  own::ask_menu(talk, &what);
  talk.wish(Record{talk.top().subject, std::move(what)});
}

void unclear(Talk& talk, const FrameDialog& dialog) {
  talk.say("intake.unclear.choice");
  dialog.ask_again(talk);
}

Interview interview_of(Talk& talk, const Case& the_case) {
  const auto& form = own::form_of(talk, the_case);
  const auto reading = read_form(form, talk.top().answers, the_case.reporter, talk.view().municipality.organisation);
  return {talk, form, {}, reading.flags, false};
}

void after_correction(Talk& talk, const Question& question, bool write) {
  if (write) own::record_answer(talk, question);
  if (talk.top().answers.contains(std::string{rest_note})) {
    own::ask_rest(talk);
    return;
  }
  if (write) talk.say("intake.own.corrected");
  own::ask_menu(talk);
}

void hear_correction(Talk& talk, const Case& the_case) {
  const auto interview = interview_of(talk, the_case);
  const auto* question = question_at(interview.form, talk.top().step);
  if (question == nullptr) {
    own::ask_menu(talk);
    return;
  }
  const auto progress = hear_answer(interview);
  if (progress == Progress::answered) after_correction(talk, *question, true);
  if (progress == Progress::unclear) {
    say_unclear(interview);
    ask_step(interview);
  }
}

/// A typed text for one of the steps that wait for words.
void hear_words(Talk& talk, const std::string& step, const std::string& text) {
  const auto& person = talk.view().person;
  if (step == own::add_step) {
    if (note(talk, check_note).empty()) return record(talk, Added{text, {}, person}, "intake.own.add.done");
    // Whom it happened to, and who says what is not right, has checked it.
    talk.wish(Record{talk.top().subject, Added{text, {}, person}});
    record(talk, OwnStep{std::string{own_facts::victim_checked}, {}, person}, "intake.named.added");
  } else if (step == own::reason_step) {
    set_note(talk, reason_note, text);
    own::ask_withdraw(talk);
  } else if (const auto index = index_in(note(talk, inquiry_note))) {
    record(talk, InquiryAnswered{*index, text, person}, "intake.own.answer.done");
  }
}

void hear_choice(Talk& talk, const std::string& step, std::string_view id, const FrameDialog& dialog) {
  if (step == own::menu_step && id == "done") {
    talk.pop();
    talk.say("intake.own.closed", {}, {talk.option("menu/menu", "house.control.menu")});
  } else if (step == own::check_step && id == "yes") {
    record(talk, OwnStep{own::check_fact(talk), {}, talk.view().person}, "intake.own.check.done");
  } else if (step == own::check_step && id == "no" && !own::is_reporter(talk)) {
    set_note(talk, check_note, "yes");
    talk.say("intake.named.beside");
    own::ask_add(talk);
  } else if (step == own::check_step && id == "no") {
    const auto* file = own::file_of(talk);
    if (file != nullptr) talk.top().answers = file->the_case.answers;
    own::ask_correct(talk);
  } else if (step == own::withdraw_step && id == "yes") {
    record(talk, Withdrawn{note(talk, reason_note), talk.view().person}, "intake.own.withdraw.done");
  } else if (step == own::withdraw_step && id == "no") {
    talk.say("intake.own.withdraw.kept");
    own::ask_menu(talk);
  } else {
    unclear(talk, dialog);
  }
}

bool waits_for_words(std::string_view step) {
  return step == own::add_step || step == own::reason_step || step == own::answer_step;
}

}  // namespace

std::vector<Option> OwnCase::menu(const Talk& talk) const {
  const bool any = std::ranges::any_of(talk.view().cases, &CaseListing::own);
  if (!any) return {};
  return {talk.option("menu/reports", "intake.menu.reports"), talk.option("menu/mydata", "overview.menu")};
}

std::vector<std::string_view> OwnCase::typed_commands() const {
  return {"reports", "status", "mydata"};
}

bool OwnCase::begin(Talk& talk, std::string_view command) const {
  if (command == "reports" || command == "status") {
    std::vector<CaseNumber> mine;
    for (const auto& listing : talk.view().cases) {
      if (listing.own) mine.push_back(listing.number);
    }
    if (mine.empty()) {
      talk.say("intake.own.none", {}, {talk.option("menu/report", "intake.menu.report")});
      return true;
    }
    open_frame(talk, mine.size() == 1 ? mine.front() : CaseNumber{});
    if (mine.size() == 1) {
      own::ask_menu(talk);
    } else {
      own::ask_list(talk);
    }
    return true;
  }
  if (command == "mydata") {
    offer_own_overview(talk);
    // A question in the middle of something is asked again below this.
    if (!talk.state.frames.empty()) talk.close();
    return true;
  }
  const auto wanted = read_command(command);
  if (!is_mine(talk, wanted.number)) return false;
  open_frame(talk, wanted.number);
  if (const auto* file = own::file_of(talk)) {
    begin_action(talk, file->the_case, wanted);
  } else {
    own::ask_menu(talk);
  }
  return true;
}

void OwnCase::step(Talk& talk) const {
  const std::string step = talk.top().step;
  if (const auto* attached = std::get_if<Attached>(&talk.event().what)) {
    if (talk.top().subject.empty()) {
      unclear(talk, *this);
    } else {
      record(talk, Added{{}, {attached->file}, talk.view().person}, "intake.own.add.done");
    }
    return;
  }
  const auto* file = own::file_of(talk);
  if (!step.starts_with('.') && file != nullptr) {
    hear_correction(talk, file->the_case);
    return;
  }
  const auto* said = std::get_if<Said>(&talk.event().what);
  if (waits_for_words(step)) {
    if (said != nullptr && !blank(said->text)) {
      hear_words(talk, step, said->text);
    } else {
      talk.say("intake.unclear.text");
      ask_again(talk);
    }
    return;
  }
  const auto options = chosen(talk.state.open, talk.event().what);
  hear_choice(talk, step, options.size() == 1 ? bare(options.front().id) : std::string_view{}, *this);
}

bool OwnCase::command(Talk& talk, std::string_view command) const {
  const std::string step = talk.top().step;
  if (command == "status" && own::file_of(talk) != nullptr) {
    own::say_status(talk);
    own::ask_menu(talk);
    return true;
  }
  if (command == "stop" || command == "pause" ||
      (command == "back" && (step == own::menu_step || step == own::list_step))) {
    talk.pop();
    talk.say("intake.own.closed", {}, {talk.option("menu/menu", "house.control.menu")});
    return true;
  }
  if (command == "back") {
    own::ask_menu(talk);
    return true;
  }
  if (command != "skip" && command != "unknown") return false;
  if (step == own::reason_step) {
    own::ask_withdraw(talk);
    return true;
  }
  const auto* file = own::file_of(talk);
  if (step.starts_with('.') || file == nullptr) return false;
  const auto interview = interview_of(talk, file->the_case);
  const auto* question = question_at(interview.form, step);
  if (question == nullptr) return false;
  const auto before = talk.top().answers;
  const bool unknown = command == "unknown";
  const auto progress = pass_over(interview, unknown ? Answer::Status::unknown : Answer::Status::skipped);
  if (progress == Progress::unclear) return false;
  // A correction that is skipped leaves what was said before.
  if (!unknown && before.contains(question->id.str())) talk.top().answers = before;
  if (progress == Progress::answered) after_correction(talk, *question, unknown);
  return true;
}

void OwnCase::ask_again(Talk& talk) const {
  const std::string step = talk.top().step;
  const auto* file = own::file_of(talk);
  if (step == own::list_step) {
    own::ask_list(talk);
  } else if (step == own::add_step) {
    own::ask_add(talk);
  } else if (step == own::correct_step && file != nullptr) {
    own::ask_correct(talk);
  } else if (step == own::check_step) {
    own::ask_check(talk);
  } else if (step == own::reason_step) {
    own::ask_reason(talk);
  } else if (step == own::withdraw_step) {
    own::ask_withdraw(talk);
  } else if (step == own::answer_step) {
    own::ask_answer(talk);
  } else if (!step.starts_with('.') && file != nullptr &&
             question_at(own::form_of(talk, file->the_case), step) != nullptr) {
    ask_step(interview_of(talk, file->the_case));
  } else {
    own::ask_menu(talk);
  }
}

std::string OwnCase::help(const Talk& talk) const {
  const auto* file = own::file_of(talk);
  const auto* question = file == nullptr ? nullptr : question_at(own::form_of(talk, file->the_case), talk.top().step);
  return question == nullptr || question->help.empty() ? std::string{} : talk.text(question->help);
}

bool OwnCase::tell(Talk& talk, const Notice& notice) const {
  if (!is_own_role(notice.as)) return false;
  own::say_news(talk, notice);
  return true;
}

}  // namespace meldmaat
