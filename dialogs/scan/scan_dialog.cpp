// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/scan/scan_dialog.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "bot/rules/follow_up.hpp"
#include "bot/rules/scan.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/casework/heard.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/scan/scan_words.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view scan_command = "scan";
constexpr std::string_view scans_command = "scans";
constexpr std::string_view confirm = "confirm";
constexpr Controls nothing_beside{.unknown = false, .skip = false, .back = false};

std::string step_of(std::size_t point) {
  return "p" + std::to_string(point);
}

/// 0: the frame stands at no point.
std::size_t point_of(const Frame& frame) {
  for (std::size_t point = 1; point <= scan_points; ++point) {
    if (frame.step == step_of(point)) return point;
  }
  return 0;
}

std::optional<RoleId> role_of(const Talk& talk) {
  return scans_as(talk.view().person, talk.view().municipality.organisation);
}

/// As it is in the frame on top.
Scan scan_so_far(const Talk& talk, const RoleId& as) {
  Scan scan{talk.now(), talk.view().person, as, {}};
  for (std::size_t point = 1; point <= scan_points; ++point) {
    scan.ticks.at(point - 1) = noted(talk.top(), step_of(point)) == yes_option;
  }
  return scan;
}

void ask(Talk& talk) {
  const auto point = point_of(talk.top());
  Ask question{talk.top().step, {}, Expects::choice, false, {}};
  if (point > 0) {
    question.text = point_words(talk, point);
    question.options = {talk.option(std::string{yes_option}, "scan.yes", Option::Style::primary),
                        talk.option(std::string{no_option}, "scan.not_yet")};
    return ask_with(talk, std::move(question), back_or_skip);
  }
  const bool ends = talk.top().step == confirm;
  question.text = talk.text(ends ? "scan.confirm" : "scan.intro");
  question.options = {talk.option(std::string{yes_option}, ends ? "scan.keep" : "scan.begin", Option::Style::primary)};
  if (ends) {
    question.options.push_back(talk.option(std::string{no_option}, "scan.throw_away"));
  } else if (!earlier_scans(talk).empty()) {
    question.options.push_back(talk.option("menu/scans", "scan.scans"));
  }
  ask_with(talk, std::move(question), ends ? only_back : nothing_beside);
}

/// A half-finished scan is gone on with, wherever it lies.
void begin_scan(Talk& talk) {
  auto& frames = talk.state.frames;
  const auto begun = std::ranges::find(frames, scan_frame::name, &Frame::dialog);
  if (begun != frames.end()) {
    std::rotate(begun, begun + 1, frames.end());
  } else {
    Frame frame;
    frame.dialog = scan_frame::name;
    frame.step = scan_frame::start;
    talk.push(std::move(frame));
  }
  ask(talk);
}

void go_to(Talk& talk, std::size_t point, const RoleId& as) {
  if (point > scan_points) {
    talk.top().step = confirm;
    say_result(talk, scan_so_far(talk, as));
  } else {
    talk.top().step = point == 0 ? std::string{scan_frame::start} : step_of(point);
  }
  ask(talk);
}

void take(Talk& talk, std::size_t point, bool done, const RoleId& as) {
  make_note(talk, step_of(point), std::string{done ? yes_option : no_option});
  go_to(talk, point + 1, as);
}

void leave(Talk& talk) {
  talk.pop();
  talk.say("scan.left");
}

void keep(Talk& talk, const RoleId& as) {
  auto scan = scan_so_far(talk, as);
  talk.pop();
  talk.wish(KeepScan{std::move(scan)});
  const auto& rules = talk.view().municipality.current_protocol().rules;
  const bool again = std::ranges::find(rules, own_facts::scan, &Rule::done) != rules.end();
  talk.say(again ? "scan.kept_again" : "scan.kept", {}, {talk.option("menu/scans", "scan.scans")});
}

}  // namespace

std::string_view ScanDialog::name() const {
  return scan_frame::name;
}

std::vector<Option> ScanDialog::menu(const Talk& /*talk*/) const {
  return {};
}

std::vector<std::string_view> ScanDialog::typed_commands() const {
  return {scan_command, scans_command};
}

bool ScanDialog::begin(Talk& talk, std::string_view command) const {
  if (command != scan_command && command != scans_command) return false;
  const bool entitled = role_of(talk).has_value();
  if (entitled && command == scan_command) {
    begin_scan(talk);
    return true;
  }
  if (entitled) {
    say_scans(talk);
  } else {
    talk.say("scan.not_yours");
  }
  // A question in the middle of something is asked again below this.
  if (!talk.state.frames.empty()) talk.close();
  return true;
}

void ScanDialog::step(Talk& talk) const {
  const auto as = role_of(talk);
  if (!as) {
    talk.pop();
    return talk.say("scan.not_yours");
  }
  const auto answer = confirmed(talk);
  if (!answer) {
    talk.say("casework.unclear_choice");
    return ask(talk);
  }
  if (const auto point = point_of(talk.top()); point > 0) return take(talk, point, *answer, *as);
  if (!*answer) return leave(talk);
  if (talk.top().step == confirm) return keep(talk, *as);
  note_measures(talk);
  go_to(talk, 1, *as);
}

bool ScanDialog::command(Talk& talk, std::string_view command) const {
  if (command == "pause") {
    talk.say("scan.paused", {}, {talk.option("menu/resume", "scan.resume")});
    talk.rest();
    return true;
  }
  if (command == "resume") {
    ask(talk);
    return true;
  }
  const auto as = role_of(talk);
  const auto point = point_of(talk.top());
  const bool passes = command == "skip" || command == "unknown";
  if (passes && point > 0 && as) {
    take(talk, point, false, *as);
    return true;
  }
  if (command != "back" && command != "stop") return false;
  const bool at_start = point == 0 && talk.top().step != confirm;
  if (command == "stop" || at_start || !as) {
    leave(talk);
  } else {
    go_to(talk, point == 0 ? scan_points : point - 1, *as);
  }
  return true;
}

void ScanDialog::ask_again(Talk& talk) const {
  ask(talk);
}

std::string ScanDialog::help(const Talk& talk) const {
  return talk.text("scan.help");
}

}  // namespace meldmaat
