// SPDX-License-Identifier: EUPL-1.2
#include "adapters/rehearsal_print.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

namespace meldmaat {

namespace {

using std::chrono::floor;

std::string digits(int value, std::size_t width = 2) {
  auto text = std::to_string(value);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

std::string_view word(Ring::Kind kind) {
  switch (kind) {
    case Ring::Kind::reminder: return "reminder";
    case Ring::Kind::due: return "due";
    case Ring::Kind::escalation: return "escalation";
    case Ring::Kind::repeat: break;
  }
  return "repeat";
}

/// As a protocol spells it: "48h".
std::string spelled(const Term& term) {
  static constexpr std::array<std::string_view, 5> units{"m", "h", "d", "wd", "eod"};
  return std::to_string(term.amount).append(units.at(static_cast<std::size_t>(term.unit)));
}

std::string said(const Term& term, const Texts& texts, Language language) {
  static constexpr std::array<std::string_view, 5> units{"minutes", "hours", "days", "working_days", "end_of_day"};
  const auto key = std::string{"rehearsal.unit."}.append(units.at(static_cast<std::size_t>(term.unit)));
  return texts.say(language, false, key, {{"count", std::to_string(term.amount)}});
}

std::string date_text(LocalDate date) {
  return digits(static_cast<int>(date.year()), 4) + "-" +
         digits(static_cast<int>(static_cast<unsigned>(date.month()))) + "-" +
         digits(static_cast<int>(static_cast<unsigned>(date.day())));
}

std::string time_text(LocalMoment local, bool seconds) {
  const std::chrono::hh_mm_ss time{floor<std::chrono::seconds>(time_of(local))};
  auto text = digits(static_cast<int>(time.hours().count())) + ":" + digits(static_cast<int>(time.minutes().count()));
  return seconds ? text + ":" + digits(static_cast<int>(time.seconds().count())) : text;
}

std::chrono::weekday weekday_of(LocalMoment local) {
  return std::chrono::weekday{floor<std::chrono::days>(local)};
}

std::string rfc3339(Moment moment, LocalMoment local) {
  const auto offset =
      std::chrono::duration_cast<std::chrono::minutes>(local.time_since_epoch() - moment.time_since_epoch());
  const auto size = std::abs(static_cast<int>(offset.count()));
  const auto zone = (offset.count() < 0 ? "-" : "+") + digits(size / 60) + ":" + digits(size % 60);
  return date_text(date_of(local)) + "T" + time_text(local, true) + zone;
}

std::string task_title(const RehearsalRow& row, const Texts& texts, Language language) {
  const auto own = "task." + row.rule.str() + "." + std::to_string(row.step) + ".title";
  const auto key = row.step > 1 && texts.has(own) ? own : "task." + row.rule.str() + ".title";
  const TextArgs args{{"name", texts.say(language, false, "rehearsal.newcomer")}};
  return texts.has(key) ? texts.say(language, false, key, args) : std::string{};
}

/// "Ordegesprek: Gehouden" for "order_talk.held".
std::string fact_words(const std::string& fact, const Texts& texts, Language language) {
  const auto name = "fact." + fact.substr(0, fact.find('.')) + ".name";
  const auto kind = "fact." + fact;
  std::string words = texts.has(name) ? texts.say(language, false, name) : fact;
  if (fact.find('.') != std::string::npos && texts.has(kind)) words += ": " + texts.say(language, false, kind);
  return words;
}

using Cells = std::array<std::string, 5>;

/// Characters on the screen: the bytes of UTF-8 that begin one. The texts hold no combining marks.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

Cells cells(const RehearsalRow& row, const Municipality& municipality, Language language) {
  const auto& texts = municipality.texts;
  const auto say = [&](const std::string& key, const TextArgs& args = {}) {
    return texts.say(language, false, key, args);
  };
  const auto local = municipality.zone.to_local(row.at);
  const auto day = say("rehearsal.day." + std::to_string(weekday_of(local).c_encoding()));
  const auto when = day + " " + date_text(date_of(local)) + " " + time_text(local, false) + " " +
                    municipality.zone.abbreviation_at(row.at);
  auto rule = row.rule.str();
  if (row.step > 1) rule += "/" + std::to_string(row.step);
  if (row.round > 1) rule += " (" + std::to_string(row.round) + ")";
  auto kind = say("rehearsal.kind." + std::string{word(row.kind)});
  if (row.every) kind += ", " + say("rehearsal.every", {{"term", said(*row.every, texts, language)}});
  auto task = task_title(row, texts, language);
  if (!row.if_fact.empty()) {
    task += " (" + say("rehearsal.if", {{"fact", fact_words(row.if_fact, texts, language)}}) + ")";
  }
  if (Trigger{row.trigger, {}}.of_duty()) {
    static constexpr std::array<const char*, 6> words{"week", "quarter", "year", "council", "newcomer", "matter"};
    const auto which = static_cast<std::size_t>(row.trigger) - static_cast<std::size_t>(Trigger::Kind::week);
    task += std::string{task.empty() ? "" : " "} + "(" + say(std::string{"rehearsal.duty."} + words.at(which)) + ")";
  }
  const auto role = "role." + row.to.str();
  return {when, rule, kind, texts.has(role) ? say(role) : row.to.str(), task};
}

}  // namespace

std::string rehearsal_table(const std::vector<RehearsalRow>& rows, const Municipality& municipality,
                            Language language) {
  const auto heading = [&](const char* name) {
    return municipality.texts.say(language, false, std::string{"rehearsal."} + name);
  };
  if (rows.empty()) return heading("empty") + "\n";
  std::vector<Cells> lines{{heading("when"), heading("rule"), heading("kind"), heading("to"), heading("task")}};
  for (const auto& row : rows) lines.push_back(cells(row, municipality, language));
  std::array<std::size_t, 5> widths{};
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) widths.at(i) = std::max(widths.at(i), width(line.at(i)));
  }
  std::string table;
  for (const auto& line : lines) {
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      table += line.at(i) + std::string(widths.at(i) - width(line.at(i)) + 2, ' ');
    }
    table += line.back() + "\n";
  }
  return table;
}

std::string rehearsal_json(const std::vector<RehearsalRow>& rows, const Municipality& municipality, Language language) {
  auto list = nlohmann::ordered_json::array();
  for (const auto& row : rows) {
    const auto local = municipality.zone.to_local(row.at);
    const LocalMoment utc{row.at.time_since_epoch()};
    nlohmann::ordered_json entry;
    entry["at"] = date_text(date_of(utc)) + "T" + time_text(utc, true) + "Z";
    entry["local"] = rfc3339(row.at, local);
    entry["weekday"] = weekday_of(local).iso_encoding();
    entry["rule"] = row.rule.str();
    entry["step"] = row.step;
    entry["round"] = row.round;
    entry["kind"] = word(row.kind);
    entry["to"] = row.to.str();
    entry["task"] = task_title(row, municipality.texts, language);
    entry["every"] = row.every ? nlohmann::ordered_json(spelled(*row.every)) : nlohmann::ordered_json();
    entry["if"] = row.if_fact.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(row.if_fact);
    list.push_back(std::move(entry));
  }
  return list.dump(2) + "\n";
}

}  // namespace meldmaat
