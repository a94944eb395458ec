// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/scan/scan_words.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/rules/scan.hpp"
#include "dialogs/cards/card_offers.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

/// The help card beside a point that is still open; empty: none.
constexpr std::array<std::string_view, scan_points> cards{
    "norm", "private_data", "who", "after_report", "police_report", "reaction", "phases", "damages", "", "four_parts"};

/// A point beside which something is counted, and how the number is called.
struct Counted {
  std::size_t point;
  std::string_view name;
  std::optional<Share> ScanMeasures::* share;
};
constexpr std::array counted{Counted{5, "police", &ScanMeasures::police},
                             Counted{6, "reaction", &ScanMeasures::reaction},
                             Counted{10, "aftercare", &ScanMeasures::aftercare}};

/// Notes that begin with a '.' are no answers.
std::string note_of(const Counted& one) {
  return "." + std::string{one.name};
}

std::string written(const Share& share) {
  return std::to_string(share.part) + "/" + std::to_string(share.whole);
}

std::string key_of(std::size_t point, std::string_view part) {
  return "scan." + ("p" + std::to_string(point)) + "." + std::string{part};
}

std::string share_words(const Talk& talk, const Counted& one) {
  const auto text = noted(talk.top(), note_of(one));
  const auto slash = text.find('/');
  if (slash == std::string::npos) return talk.text("scan.measured.few");
  return talk.text("scan.measured." + std::string{one.name},
                   {{"part", text.substr(0, slash)}, {"whole", text.substr(slash + 1)}});
}

std::string roles_words(const Talk& talk, std::size_t point) {
  std::string filled;
  std::string empty;
  for (const auto& role : roles_for_point(point)) {
    auto& list = is_filled(role, talk.view().municipality.organisation) ? filled : empty;
    list.append(list.empty() ? "" : ", ").append(role_words(talk, role));
  }
  std::string words;
  if (!filled.empty()) words += "\n" + talk.text("scan.measured.filled", {{"roles", filled}});
  if (!empty.empty()) words += "\n" + talk.text("scan.measured.unfilled", {{"roles", empty}});
  return words;
}

std::string band_name(ScanBand band) {
  switch (band) {
    case ScanBand::low: return "low";
    case ScanBand::middle: return "middle";
    case ScanBand::high: break;
  }
  return "high";
}

/// "3 (Afspraken liggen vast), 5 (...)"
std::string points_words(const Talk& talk, const std::vector<int>& points) {
  std::string words;
  for (const int point : points) {
    words += (words.empty() ? "" : ", ") + std::to_string(point) + " (" +
             talk.text(key_of(static_cast<std::size_t>(point), "title")) + ")";
  }
  return words;
}

std::string change_words(const Talk& talk, const ScanChange& change) {
  std::string words;
  if (!change.gained.empty()) words += "\n" + talk.text("scan.gained", {{"points", points_words(talk, change.gained)}});
  if (!change.lost.empty()) words += "\n" + talk.text("scan.lost", {{"points", points_words(talk, change.lost)}});
  return words.empty() ? "\n" + talk.text("scan.unchanged") : words;
}

std::string date_words(const Talk& talk, const Scan& scan) {
  return say_date(talk, date_of(talk.view().municipality.zone.to_local(scan.at)));
}

std::string score_words(const Talk& talk, const Scan& scan) {
  const auto band = talk.text("scan.band." + band_name(band_of(score_of(scan))));
  return talk.text("scan.score", {{"score", std::to_string(score_of(scan))}, {"band", band}});
}

}  // namespace

std::vector<Scan> earlier_scans(const Talk& talk) {
  const auto& shown = talk.view().scan;
  return shown ? shown->earlier : std::vector<Scan>{};
}

void note_measures(Talk& talk) {
  const auto& shown = talk.view().scan;
  const auto measures = shown ? shown->measures : std::nullopt;
  for (const auto& one : counted) {
    const auto share = measures ? (*measures).*one.share : std::nullopt;
    make_note(talk, note_of(one), share ? written(*share) : std::string{});
  }
}

std::string point_words(const Talk& talk, std::size_t point) {
  std::string words = talk.text("scan.point", {{"point", std::to_string(point)}}) + "\n" +
                      talk.text(key_of(point, "ask")) + "\n" + talk.text(key_of(point, "why")) +
                      roles_words(talk, point);
  for (const auto& one : counted) {
    if (one.point == point) words += "\n" + share_words(talk, one);
  }
  return words;
}

void say_result(Talk& talk, const Scan& scan) {
  Message message;
  message.text = score_words(talk, scan) + "\n" + talk.text("scan.advice." + band_name(band_of(score_of(scan))));
  const auto earlier = earlier_scans(talk);
  if (!earlier.empty()) {
    message.text += "\n" + talk.text("scan.since", {{"date", date_words(talk, earlier.front())}}) +
                    change_words(talk, compare(earlier.front(), scan));
  }
  for (std::size_t point = 1; point <= scan_points; ++point) {
    if (scan.ticks.at(point - 1)) continue;
    Line line{std::to_string(point) + ". " + talk.text(key_of(point, "title")), talk.text(key_of(point, "first")), {}};
    if (const auto card = cards.at(point - 1); !card.empty()) line.change = card_option(talk, card);
    message.lines.push_back(std::move(line));
  }
  if (!message.lines.empty()) {
    message.kind = Message::Kind::summary;
    message.text += "\n" + talk.text("scan.to_do");
  }
  talk.say(std::move(message));
}

void say_scans(Talk& talk) {
  const auto scans = earlier_scans(talk);
  Message message;
  for (std::size_t place = 0; place < scans.size(); ++place) {
    const auto& scan = scans.at(place);
    auto words = score_words(talk, scan) + "\n" +
                 talk.text("scan.by", {{"name", name_of(talk, scan.by)}, {"role", role_words(talk, scan.as)}});
    if (place + 1 < scans.size()) words += change_words(talk, compare(scans.at(place + 1), scan));
    message.lines.push_back({date_words(talk, scan), std::move(words), {}});
  }
  message.kind = scans.empty() ? Message::Kind::notice : Message::Kind::summary;
  message.text = talk.text(scans.empty() ? "scan.none_yet" : "scan.earlier");
  message.options.push_back(talk.option("menu/scan", "scan.menu"));
  talk.say(std::move(message));
}

}  // namespace meldmaat
