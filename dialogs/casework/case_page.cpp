// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/case_page.hpp"

#include <algorithm>
#include <utility>

#include "bot/rules/bans.hpp"
#include "bot/rules/scan.hpp"
#include "dialogs/cards/card_offers.hpp"
#include "dialogs/casework/ban_register.hpp"
#include "dialogs/casework/case_option.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/casework/rights_request.hpp"
#include "dialogs/casework/series_page.hpp"
#include "dialogs/casework/task_moves.hpp"
#include "dialogs/intake/form_reading.hpp"
#include "dialogs/keeping.hpp"
#include "dialogs/matters/matters_dialog.hpp"
#include "dialogs/papers/figures_offer.hpp"
#include "dialogs/papers/letter_offer.hpp"
#include "dialogs/papers/overview_offer.hpp"
#include "dialogs/papers/police_offer.hpp"
#include "dialogs/say_moment.hpp"
#include "dialogs/witness/witness_offer.hpp"

namespace meldmaat {

namespace {

std::string headline(const Talk& talk, const Case& the_case) {
  if (holds_duties(the_case.number)) return file_words(talk, the_case.number, "casework.headline.duties");
  TextArgs args{{"number", the_case.number.str()}, {"reported", say_moment(talk, the_case.reported)}};
  if (the_case.status == Case::Status::withdrawn) return talk.text("casework.headline.withdrawn", args);
  if (the_case.reporter.empty()) return talk.text("casework.headline.unnamed", args);
  args["reporter"] = name_of(talk, the_case.reporter);
  if (the_case.victim.empty() || the_case.victim == the_case.reporter) {
    return talk.text("casework.headline.own", args);
  }
  args["victim"] = name_of(talk, the_case.victim);
  return talk.text("casework.headline.other", args);
}

void add_answers(const Talk& talk, const Case& the_case, std::vector<Line>& lines) {
  const auto* form = talk.view().municipality.form_of(the_case.form);
  if (form == nullptr) return;
  for (const auto& question : form->questions) {
    const auto answer = the_case.answers.find(question.id.str());
    if (answer == the_case.answers.end() || answer->second.status == Answer::Status::skipped) continue;
    const auto text = shown(talk, question, the_case.answers, the_case.flags);
    if (!text.empty()) lines.push_back({talk.text(question.label), text, {}});
  }
}

void add_later_words(const Talk& talk, const Case& the_case, std::vector<Line>& lines) {
  for (const auto& addition : the_case.additions) {
    // The victim's words stand beside the reporter's.
    const bool other = !the_case.reporter.empty() && addition.by != the_case.reporter;
    const TextArgs args{{"when", say_moment(talk, addition.at)}, {"name", name_of(talk, addition.by)}};
    lines.push_back({talk.text(other ? "casework.added_by" : "casework.added", args), addition.text, {}});
  }
  for (auto& statement : statement_lines(talk, the_case)) lines.push_back(std::move(statement));
  for (const auto& inquiry : the_case.inquiries) {
    const auto answer = inquiry.answered ? inquiry.answer : talk.text("casework.no_answer_yet");
    lines.push_back(
        {talk.text("casework.inquiry", {{"name", name_of(talk, inquiry.from)}}), inquiry.question + "\n" + answer, {}});
  }
}

std::string told(const Talk& talk, const Fact& fact) {
  TextArgs args{{"when", say_fact_moment(talk, fact)}, {"name", name_of(talk, fact.by)}};
  std::string text = talk.text(fact.by.empty() ? "casework.fact_by_itself" : "casework.fact", args);
  if (!fact.kind.empty()) text += "\n" + kind_words(talk, fact.name, fact.kind);
  if (!fact.channel.empty()) text += "\n" + talk.text("casework.channel." + fact.channel);
  if (!fact.number.empty()) text += "\n" + talk.text("casework.number_is", {{"number", fact.number}});
  if (!fact.note.empty()) text += "\n" + fact.note;
  return text;
}

void add_facts(const Talk& talk, const CaseFile& file, std::vector<Line>& lines) {
  for (const auto& fact : file.the_case.facts) {
    if (fact.rule.empty()) continue;
    const TaskKey key{file.the_case.number, fact.rule, fact.step, 1};
    lines.push_back({task_words(talk, key, "title"), told(talk, fact), {}});
  }
}

void say_files(Talk& talk, const Case& the_case) {
  for (const auto& file : the_case.evidence) {
    Message message;
    message.text = talk.text("casework.file");
    message.about = the_case.number;
    message.attachment = file;
    talk.say(std::move(message));
  }
}

}  // namespace

void say_cases(Talk& talk) {
  Message message;
  message.kind = Message::Kind::summary;
  for (const auto& listing : talk.view().cases) {
    if (listing.own) continue;
    TextArgs args{{"reported", say_moment(talk, listing.reported)}, {"count", std::to_string(listing.open_tasks)}};
    const bool duties = holds_duties(listing.number);
    std::string text = talk.text(duties ? "casework.listed_duties" : "casework.listed", args);
    if (listing.next_due) {
      text += " " + talk.text("casework.listed_due", {{"due", say_moment(talk, *listing.next_due)}});
    }
    message.lines.push_back({listing.number.str(), text, open_option(talk, listing.number)});
  }
  message.text = talk.text(message.lines.empty() ? "casework.no_cases" : "casework.cases");
  if (message.lines.empty()) message.kind = Message::Kind::notice;
  if (sees_register(talk.view().person, talk.view().municipality.organisation)) {
    message.options.push_back(talk.option("menu/bans", "bans.menu"));
  }
  if (scans_as(talk.view().person, talk.view().municipality.organisation)) {
    message.options.push_back(talk.option("menu/scan", "scan.menu"));
  }
  if (may_note_matters(talk)) message.options.push_back(talk.option("menu/matters", "matters.menu"));
  if (may_have_figures(talk)) message.options.push_back(talk.option("menu/figures", "figures.offer.option"));
  talk.say(std::move(message));
}

void say_case(Talk& talk) {
  const CaseFile& file = talk.subject();
  Message message;
  message.kind = Message::Kind::summary;
  message.about = file.the_case.number;
  message.text = headline(talk, file.the_case);
  add_answers(talk, file.the_case, message.lines);
  add_later_words(talk, file.the_case, message.lines);
  add_facts(talk, file, message.lines);
  if (auto kept = keeping_line(talk, file.the_case)) message.lines.push_back(*std::move(kept));
  talk.say(std::move(message));
  say_files(talk, file.the_case);
  say_tasks(talk);
}

void say_tasks(Talk& talk) {
  const CaseFile& file = talk.subject();
  const auto& number = file.the_case.number;
  std::vector<const Task*> open;
  for (const auto& task : file.tasks) {
    const bool theirs = is_own_role(task.owner) || is_opening(talk, file.the_case, task.key);
    if (task.status == Task::Status::open && !theirs) open.push_back(&task);
  }
  std::ranges::sort(open, {}, [](const Task* task) { return std::pair{task->due, task->key}; });
  Message message;
  message.about = number;
  message.slot = case_option(number, "tasks");
  for (const auto* task : open) {
    Line line{task_words(talk, task->key, "title"), standing_words(talk, file, *task), {}};
    if (may(talk, Action::record, task)) line.change = talk.option(task_option(task->key, "step"), "casework.step");
    message.lines.push_back(std::move(line));
  }
  message.kind = open.empty() ? Message::Kind::notice : Message::Kind::summary;
  message.text = talk.text(open.empty() ? "casework.nothing_to_do" : "casework.to_do");
  if (may_ask(talk)) {
    message.options.push_back(talk.option(case_option(number, "ask"), "casework.ask"));
  }
  if (may_call_witness(talk)) {
    message.options.push_back(talk.option(case_option(number, witness_verb), "witness.call"));
  }
  if (may_join(talk)) message.options.push_back(talk.option(case_option(number, "series"), "series.show"));
  if (!file.the_case.bans.empty() || may_ban_here(talk)) {
    message.options.push_back(talk.option(case_option(number, "bans"), "bans.show"));
  }
  if (auto steps = first_steps_option(talk, file.the_case)) message.options.push_back(std::move(*steps));
  if (may_have_letters(talk)) {
    message.options.push_back(talk.option(case_option(number, "letters"), "letters.offer.option"));
  }
  if (may_answer_requests(talk)) {
    message.options.push_back(talk.option(case_option(number, rights_verb), "overview.offer.option"));
  }
  if (may_have_police_papers(talk)) {
    message.options.push_back(talk.option(case_option(number, "police"), "papers.offer.option"));
  }
  if (may_keep(talk)) message.options.push_back(talk.option(case_option(number, "keep"), "keep.offer"));
  if (may_release(talk)) message.options.push_back(talk.option(case_option(number, "release"), "keep.release"));
  message.options.push_back(talk.option("menu/casework", "casework.menu"));
  // The buttons of an earlier list of the same case would be out of date.
  Message earlier;
  earlier.about = number;
  earlier.slot = message.slot;
  earlier.text = talk.text("casework.list_below");
  talk.wish(Revise{std::move(earlier)});
  talk.say(std::move(message));
}

}  // namespace meldmaat
