// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/moment_question.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "dialogs/answer.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/intake/form_reading.hpp"
#include "dialogs/reading/words.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

/// What was read so far and waits for a time, a choice or a confirmation.
struct Pending {
  WhenReading reading;
  bool second_pass = false;  ///< the second time that the clock showed this time
};

constexpr std::string_view note = ".moment";
constexpr std::string_view reading_option = "at.";

std::string number_or_dash(const std::optional<Milliseconds>& time) {
  return time ? std::to_string(time->count()) : "-";
}

/// "<days since 1970>.<ms or ->.<part or ->.<a or e>.<1 or 2>": fits in an option id and in a note of the frame.
std::string written(const Pending& pending) {
  const auto& reading = pending.reading;
  const auto days = std::chrono::local_days{reading.date}.time_since_epoch().count();
  return std::to_string(days) + '.' + number_or_dash(reading.time_of_day) + '.' +
         (reading.part ? std::to_string(static_cast<int>(*reading.part)) : "-") + (reading.about ? ".a" : ".e") +
         (pending.second_pass ? ".2" : ".1");
}

std::optional<long long> number(std::string_view text) {
  long long value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && rest == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

std::optional<Pending> read(std::string_view text) {
  std::array<std::string_view, 5> fields;
  for (auto& field : fields) {
    const auto end = std::min(text.find('.'), text.size());
    field = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  const auto days = number(fields[0]);
  constexpr long long farthest = 1'000'000;  // about 2,700 years: inside what the calendar types can hold
  if (!days || *days < -farthest || *days > farthest) return std::nullopt;
  Pending pending;
  pending.reading.date = LocalDate{std::chrono::local_days{std::chrono::days{*days}}};
  if (const auto time = number(fields[1])) pending.reading.time_of_day = Milliseconds{*time};
  if (const auto part = number(fields[2]); part && *part >= 0 && *part <= 3)
    pending.reading.part = static_cast<DayPart>(*part);
  pending.reading.about = fields[3] == "a";
  pending.second_pass = fields[4] == "2";
  return pending;
}

std::optional<Pending> pending_of(const Talk& talk) {
  const auto& answers = talk.top().answers;
  const auto found = answers.find(std::string{note});
  return found == answers.end() ? std::nullopt : read(found->second.value);
}

void remember(Talk& talk, const Pending& pending) {
  talk.top().answers[std::string{note}].value = written(pending);
}

void remember_words(Talk& talk, std::string words) {
  talk.top().answers[std::string{note}].said = std::move(words);
}

void ask_part(const Interview& interview, const Question& question, std::string_view part, std::string text,
              std::vector<Option> options, bool unknown) {
  Talk& talk = interview.talk;
  talk.top().step = question.id.str() + '.' + std::string{part};
  Ask ask;
  ask.question = talk.top().step;
  ask.text = std::move(text);
  // A typed moment is an answer at every part; only the confirmation is a matter of buttons.
  ask.expects = part == "confirm" ? Expects::choice : Expects::moment;
  ask.options = std::move(options);
  Controls which;
  which.unknown = unknown;
  which.skip = false;
  ask_with(talk, std::move(ask), which);
}

Option reading_as_option(const Talk& talk, const Pending& pending) {
  return {std::string{reading_option} + written(pending), say_reading(talk, pending.reading), Option::Style::plain};
}

/// Several readings are as likely as each other: "half vier".
void ask_which(const Interview& interview, const Question& question, const std::vector<WhenReading>& candidates) {
  std::vector<Option> options;
  for (const auto& candidate : candidates) options.push_back(reading_as_option(interview.talk, {candidate}));
  ask_part(interview, question, "which", interview.talk.text("intake.when.which"), std::move(options), true);
}

/// Parts of the day that have begun, so that nothing lies in the future.
std::vector<Option> day_parts(const Talk& talk, LocalDate date) {
  constexpr std::array<std::pair<int, const char*>, 4> parts{
      {{6, "morning"}, {12, "afternoon"}, {18, "evening"}, {0, "night"}}};
  std::vector<Option> options;
  for (const auto& [hour, name] : parts) {
    if (at_time(date, std::chrono::hours{hour}) <= talk.local_now())
      options.push_back(talk.option(name, std::string{"intake.when."} + name));
  }
  return options;
}

LocalMoment wall_clock(const Talk& talk, const WhenReading& reading) {
  return moment_of(reading, talk.local_now());
}

void ask_confirm(const Interview& interview, const Question& question, const Pending& pending) {
  const Talk& talk = interview.talk;
  std::string moment = say_reading(talk, pending.reading);
  if (pending.reading.time_of_day) {
    const auto both = talk.view().municipality.zone.resolve(wall_clock(talk, pending.reading));
    if (both.kind == Resolved::Kind::twice && !pending.reading.about)
      moment = say_moment(talk, pending.second_pass ? both.second : both.first);
  }
  std::vector<Option> options{talk.option("yes", "intake.when.right", Option::Style::primary),
                              talk.option("no", "intake.when.wrong")};
  ask_part(interview, question, "confirm", talk.text("intake.when.confirm", {{"moment", moment}}), std::move(options),
           false);
}

/// The clock was changed at this time: it did not exist, or it was shown twice.
/// \param time_of_day of the pending reading
void ask_clock(const Interview& interview, const Question& question, const Pending& pending, Milliseconds time_of_day,
               Resolved::Kind kind) {
  const Talk& talk = interview.talk;
  const TextArgs time{{"time", say_time(talk, time_of_day)}};
  std::vector<Option> options;
  if (kind == Resolved::Kind::twice) {
    Pending again = pending;
    again.second_pass = true;
    options = {Option{std::string{reading_option} + written(pending), talk.text("intake.when.first_pass", time), {}},
               Option{std::string{reading_option} + written(again), talk.text("intake.when.second_pass", time), {}}};
  } else {
    for (const int hours : {-1, 1}) {
      Pending moved = pending;
      moved.reading.time_of_day = time_of_day + std::chrono::hours{hours};
      options.push_back(reading_as_option(talk, moved));
    }
  }
  ask_part(interview, question, "clock",
           talk.text(kind == Resolved::Kind::twice ? "intake.when.twice" : "intake.when.never", time),
           std::move(options), false);
}

/// Takes the reading the next step further: a time that is missing, the change of the clock, the confirmation.
Progress go_on(const Interview& interview, const Question& question, const Pending& pending, bool clock_asked) {
  Talk& talk = interview.talk;
  remember(talk, pending);
  const auto& reading = pending.reading;
  if (!reading.time_of_day && !reading.part && !reading.about) {
    ask_part(interview, question, "time", talk.text("intake.when.time"), day_parts(talk, reading.date), true);
    return Progress::asks_on;
  }
  if (reading.time_of_day && !clock_asked) {
    const auto both = talk.view().municipality.zone.resolve(at_time(reading.date, *reading.time_of_day));
    const bool past = at_time(reading.date, *reading.time_of_day) <= talk.local_now();
    if (both.kind != Resolved::Kind::once && past) {
      ask_clock(interview, question, pending, *reading.time_of_day, both.kind);
      return Progress::asks_on;
    }
  }
  ask_confirm(interview, question, pending);
  return Progress::asks_on;
}

Progress go_on_with(const Interview& interview, const Question& question, const WhenAnswer& answer) {
  if (const auto* understood = std::get_if<Understood>(&answer))
    return go_on(interview, question, {understood->reading}, false);
  if (const auto* choose = std::get_if<Choose>(&answer)) {
    ask_which(interview, question, choose->candidates);
    return Progress::asks_on;
  }
  return Progress::unclear;
}

void settle(const Interview& interview, const Question& question, const Pending& pending) {
  Talk& talk = interview.talk;
  const auto& zone = talk.view().municipality.zone;
  const auto& reading = pending.reading;
  IncidentMoment incident;
  incident.time_known = reading.time_of_day.has_value() || reading.part.has_value();
  incident.about = reading.about || reading.part.has_value();
  const auto local = incident.time_known ? wall_clock(talk, reading) : at_time(reading.date, Milliseconds{0});
  const auto both = zone.resolve(local);
  incident.at = std::min(pending.second_pass ? both.second : both.first, talk.now());
  auto& answers = talk.top().answers;
  Answer answer;
  answer.value = answer_value(incident);
  answer.said = answers[std::string{note}].said;
  answer.at = talk.now();
  answers.erase(std::string{note});
  answers[question.id.str()] = std::move(answer);
}

Progress hear_whole(const Interview& interview, const Question& question) {
  Talk& talk = interview.talk;
  const auto now = talk.local_now();
  if (const auto* said = std::get_if<Said>(&talk.event().what); said != nullptr) {
    const auto answer = read_when(said->text, now, talk.state.language);
    if (!std::holds_alternative<NotADate>(answer)) {
      remember_words(talk, said->text);
      return go_on_with(interview, question, answer);
    }
  }
  const auto options = chosen(talk.state.open, talk.event().what);
  if (options.size() != 1) return Progress::unclear;
  const auto id = bare(options.front().id);
  WhenReading reading;
  reading.date = date_of(now);
  if (id == "now") {
    reading.time_of_day = std::chrono::floor<std::chrono::minutes>(time_of(now));
    reading.about = true;
  } else if (id == "yesterday") {
    reading.date = LocalDate{std::chrono::local_days{reading.date} - std::chrono::days{1}};
  } else if (id != "today") {
    return Progress::unclear;
  }
  remember_words(talk, options.front().label);
  return go_on(interview, question, {reading}, false);
}

Progress hear_time(const Interview& interview, const Question& question, Pending pending) {
  constexpr std::array<std::pair<std::string_view, DayPart>, 4> parts{{{"night", DayPart::night},
                                                                       {"morning", DayPart::morning},
                                                                       {"afternoon", DayPart::afternoon},
                                                                       {"evening", DayPart::evening}}};
  Talk& talk = interview.talk;
  if (const auto* said = std::get_if<Said>(&talk.event().what)) {
    const auto answer = read_time_of_day(said->text, pending.reading.date, talk.local_now(), talk.state.language);
    if (!std::holds_alternative<NotADate>(answer)) {
      const auto before = talk.top().answers[std::string{note}].said;
      remember_words(talk, before.empty() ? said->text : before + ", " + said->text);
      return go_on_with(interview, question, answer);
    }
  }
  const auto options = chosen(talk.state.open, talk.event().what);
  if (options.size() != 1) return Progress::unclear;
  const auto part = std::ranges::find(parts, bare(options.front().id), [](const auto& pair) { return pair.first; });
  if (part == parts.end()) return Progress::unclear;
  pending.reading.part = part->second;
  pending.reading.about = true;
  return go_on(interview, question, pending, false);
}

/// One of the offered readings, by button, number or label; or another moment altogether.
Progress hear_offered(const Interview& interview, const Question& question, bool clock_asked) {
  const Talk& talk = interview.talk;
  if (!talk.state.open) return Progress::unclear;
  OpenQuestion numbered = *talk.state.open;
  numbered.expects = Expects::choice;
  const auto options = chosen(numbered, talk.event().what);
  if (options.size() == 1) {
    const auto id = bare(options.front().id);
    if (!id.starts_with(reading_option)) return Progress::unclear;
    const auto pending = read(id.substr(reading_option.size()));
    return pending ? go_on(interview, question, *pending, clock_asked) : Progress::unclear;
  }
  return hear_whole(interview, question);
}

Progress hear_confirmation(const Interview& interview, const Question& question, const Pending& pending) {
  const Talk& talk = interview.talk;
  const auto options = chosen(talk.state.open, talk.event().what);
  if (options.size() == 1 && bare(options.front().id) == "yes") {
    settle(interview, question, pending);
    return Progress::answered;
  }
  if (options.size() == 1 && bare(options.front().id) == "no") {
    interview.talk.top().answers.erase(std::string{note});
    ask_question(interview, question);
    return Progress::asks_on;
  }
  return hear_whole(interview, question);  // "nee, om vier uur": another moment is a better answer than no
}

}  // namespace

std::vector<Option> moment_options(const Talk& talk) {
  return {talk.option("now", "intake.when.now"), talk.option("today", "intake.when.today"),
          talk.option("yesterday", "intake.when.yesterday")};
}

bool ask_moment_of_story(const Interview& interview, const Question& question, const std::string& words) {
  const auto answer = read_when(words, interview.talk.local_now(), interview.talk.state.language);
  if (std::holds_alternative<NotADate>(answer)) return false;
  remember_words(interview.talk, words);
  return go_on_with(interview, question, answer) == Progress::asks_on;
}

void ask_moment_part(const Interview& interview, const Question& question, std::string_view part) {
  Talk& talk = interview.talk;
  const auto pending = pending_of(talk);
  if (!pending || part == "which") {
    ask_question(interview, question);
  } else if (part == "time") {
    ask_part(interview, question, part, talk.text("intake.when.time"), day_parts(talk, pending->reading.date), true);
  } else {
    static_cast<void>(go_on(interview, question, *pending, part == "confirm"));
  }
}

Progress hear_moment(const Interview& interview, const Question& question, std::string_view part) {
  const auto pending = pending_of(interview.talk);
  if (part.empty() || !interview.talk.state.open) return hear_whole(interview, question);
  if (part == "which") return hear_offered(interview, question, false);
  if (!pending) return hear_whole(interview, question);
  if (part == "time") return hear_time(interview, question, *pending);
  if (part == "clock") return hear_offered(interview, question, true);
  return hear_confirmation(interview, question, *pending);
}

Progress pass_over_moment_part(const Interview& interview, const Question& question, std::string_view part) {
  auto pending = pending_of(interview.talk);
  if (!pending || part != "time") {
    ask_question(interview, question);
    return Progress::asks_on;
  }
  ask_confirm(interview, question, *pending);
  return Progress::asks_on;
}

void say_moment_unclear(const Interview& interview, std::string_view part) {
  Talk& talk = interview.talk;
  const auto* said = std::get_if<Said>(&talk.event().what);
  if (said == nullptr || part == "confirm") {
    talk.say("intake.unclear.choice");
    return;
  }
  const auto pending = pending_of(talk);
  const auto answer = part == "time" && pending
                          ? read_time_of_day(said->text, pending->reading.date, talk.local_now(), talk.state.language)
                          : read_when(said->text, talk.local_now(), talk.state.language);
  const auto* refused = std::get_if<NotADate>(&answer);
  talk.say("intake.when.why." + std::string{name_of(refused == nullptr ? WhyNot::unclear : refused->reason)});
}

}  // namespace meldmaat
