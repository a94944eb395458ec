// SPDX-License-Identifier: EUPL-1.2
#include "bot/removal_round.hpp"

#include <set>
#include <string>
#include <vector>

#include "bot/case_work.hpp"
#include "bot/rules/follow_up.hpp"
#include "bot/rules/retention.hpp"

namespace meldmaat {

namespace {

/// Whoever reported, read or did anything, ever.
std::set<PersonId> everybody_of(const Case& the_case, const std::vector<Entry>& history) {
  std::set<PersonId> people{the_case.reporter, the_case.victim};
  for (const auto& reader : the_case.readers) people.insert(reader.person);
  for (const auto& entry : history) {
    people.insert(entry.by);
    // "person role why"
    if (entry.what == entries::reader) people.insert(PersonId{entry.detail.substr(0, entry.detail.find(' '))});
  }
  people.erase(PersonId{});
  return people;
}

/// Also of who is not in the organisation any more: on the web the address is the person.
std::set<ConversationKey> conversations_of(const PersonId& person, const Organisation& organisation) {
  std::set<ConversationKey> keys{{"web", person.str()}};
  if (const auto* known = organisation.person(person)) keys.insert(known->channels.begin(), known->channels.end());
  return keys;
}

std::vector<TranscriptLine> whole_transcript(Store& store, const ConversationKey& key) {
  constexpr std::size_t page = 200;
  std::vector<TranscriptLine> all;
  for (auto lines = store.transcript(key, 0, page); !lines.empty();
       lines = store.transcript(key, all.back().sequence, page)) {
    all.insert(all.end(), lines.begin(), lines.end());
  }
  return all;
}

/// From the first to the last of each run of lines that are about the case. What a person says carries no number: it
/// belongs to what was said before and after it. The interview lies before the receipt, after the receipt of the report
/// before.
std::vector<bool> lines_about(const std::vector<TranscriptLine>& lines, const CaseNumber& number) {
  std::vector<bool> about(lines.size(), false);
  std::size_t begin = 0;  // of what may belong to the next line about the case
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const auto& message = lines[at].message;
    if (message.about != number) {
      if (!message.about.empty()) begin = at + 1;
      continue;
    }
    const bool known = begin > 0 && about[begin - 1];
    const bool closes = known || message.kind == Message::Kind::receipt;
    for (std::size_t i = closes ? begin : at; i <= at; ++i) about[i] = true;
    begin = at + 1;
  }
  // What was said after the last of it, until something else came up.
  for (std::size_t at = 1; at < lines.size(); ++at) {
    if (about[at - 1] && !about[at] && lines[at].from_person) about[at] = true;
  }
  return about;
}

void erase_lines(Store& store, const ConversationKey& key, const CaseNumber& number) {
  const auto lines = whole_transcript(store, key);
  const auto about = lines_about(lines, number);
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (!about[at]) continue;
    Message blank;
    blank.kind = lines[at].message.kind;
    blank.about = lines[at].message.about;
    blank.slot = lines[at].message.slot;
    store.rewrite_line(key, lines[at].sequence, blank);
  }
  auto state = store.state_of(key);
  if (!state || lines.empty()) return;
  const auto kept = state->frames.size();
  std::erase_if(state->frames, [&](const Frame& frame) { return frame.subject == number; });
  if (state->frames.size() != kept) {
    state->open.reset();
    store.write_state(key, *state, lines.back().at);
  }
}

}  // namespace

void erase_case(Store& store, const Municipality& town, const CaseNumber& number, Moment now) {
  const auto file = store.read_case(number);
  if (!file) return;
  for (const auto& person : everybody_of(file->the_case, store.entries(number))) {
    for (const auto& key : conversations_of(person, town.organisation)) erase_lines(store, key, number);
  }
  store.remove_case(number);
  store.add_audit({now, {}, std::string(audits::case_removed), {}, number.str()});
}

std::vector<CaseNumber> removed_cases(Store& store) {
  constexpr std::size_t page = 1000;
  std::vector<CaseNumber> removed;
  std::uint64_t after = 0;
  for (auto lines = store.audit(after, page); !lines.empty(); lines = store.audit(after, page)) {
    after += lines.size();
    for (const auto& line : lines) {
      if (line.what == audits::case_removed) removed.emplace_back(line.about);
    }
  }
  return removed;
}

Touched look_at_retention(const Desk& desk, Moment now) {
  Touched touched;
  if (desk.town.organisation.retention == Retention{}) return touched;
  // The shortest term there can be is a year; what was reported since is not at its end.
  constexpr std::chrono::days not_yet{365 - announced_before.count()};
  for (const auto& reported : desk.store.cases_reported(Moment{}, now - not_yet)) {
    // Open steps only make it later: most need not be read again with theirs.
    const bool may_wait = !reported.leaves && leaving({reported, {}}, now, desk.town) == Leaving{};
    const auto file = may_wait ? std::nullopt : desk.store.read_case(reported.number);
    if (!file) continue;
    const auto next = leaving(*file, now, desk.town);
    switch (next.what) {
      case Leaving::What::nothing: break;
      case Leaving::What::announce: happen(desk, now, reported.number, RemovalAnnounced{next.at}, touched); break;
      case Leaving::What::take_back: happen(desk, now, reported.number, RemovalAnnounced{std::nullopt}, touched); break;
      case Leaving::What::remove: erase_case(desk.store, desk.town, reported.number, now); break;
    }
  }
  return touched;
}

}  // namespace meldmaat
