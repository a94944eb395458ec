// SPDX-License-Identifier: EUPL-1.2
#include "tests/linking/strategies.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <unordered_map>

#include "adapters/hexadecimal.hpp"
#include "storage/cipher.hpp"

namespace meldmaat::linking {

namespace {

using Names = std::vector<std::size_t>;
using std::chrono::minutes;
using std::chrono::seconds;

template <class Find>
Names each(const Investigation& at_work, Find find) {
  Names names;
  for (const auto& target : at_work.targets()) names.push_back(find(target));
  return names;
}

Evidence around(Moment moment) {
  return {{moment - seconds{1}, moment + seconds{1}, 1}};
}

// -- What anybody sees who reads the rows ----------------------------------------------------------------------------

Names by_week(const Investigation& at_work) {
  return each(at_work, [&](const Target& target) { return at_work.suspect(at_work.by_week(target)); });
}

Names by_exact_time(const Investigation& at_work) {
  return each(at_work, [&](const Target& target) {
    for (const auto moment : target.now.moments) {
      if (moment > at_work.loot().begin && moment < at_work.loot().end) return at_work.suspect(around(moment));
    }
    return at_work.suspect(at_work.by_week(target));
  });
}

/// Who types much in the chat might write much here.
Names by_size(const Investigation& at_work) {
  const auto people = at_work.loot().staff.size();
  std::vector<double> typed(people, 60);
  std::vector<double> visits(people, 1);
  for (const auto& visit : at_work.chat()) {
    typed[visit.person] += static_cast<double>(visit.characters);
    visits[visit.person] += 1;
  }
  std::vector<double> much(people);
  for (std::size_t person = 0; person < people; ++person) much[person] = std::pow(typed[person] / visits[person], 2);
  return each(at_work, [&](const Target& target) {
    constexpr std::size_t short_one = 4096;
    const bool is_long = target.now.body.size() > short_one;
    return at_work.suspect(at_work.by_week(target), is_long ? much : std::vector<double>{});
  });
}

// -- Order -----------------------------------------------------------------------------------------------------------

struct Ranked {
  std::int64_t rank = 0;
  const Lying* envelope = nullptr;
};

std::vector<Ranked> ranked(const Book& book, bool by_row) {
  std::vector<Ranked> order;
  const auto pages = by_row ? std::vector<std::optional<std::size_t>>{} : pages_of(book);
  for (std::size_t place = 0; place < book.envelopes.size(); ++place) {
    const auto& envelope = book.envelopes[place];
    if (by_row && envelope.row) order.push_back({*envelope.row, &envelope});
    if (!by_row && pages[place]) order.push_back({static_cast<std::int64_t>(*pages[place]), &envelope});
  }
  std::ranges::sort(order, {}, &Ranked::rank);
  return order;
}

/// Between the attacker's own reports, whose times it knows: when the four before and the four after are in order.
Evidence between_own(const std::vector<Ranked>& order, std::size_t place, const Loot& loot) {
  constexpr std::size_t wanted = 4;
  const auto times = [&](auto step) {
    std::vector<Moment> found;
    for (auto at = step(place); at < order.size() && found.size() < wanted; at = step(at)) {
      const auto own = loot.own.find(order[at].envelope->inbox);
      if (own != loot.own.end()) found.push_back(own->second);
    }
    return found;
  };
  const auto before = times([](std::size_t at) { return at - 1; });
  const auto after = times([](std::size_t at) { return at + 1; });
  if (before.size() < wanted && after.size() < wanted) return {};
  if (before.empty() || after.empty() || before.front() > after.front()) return {};
  if (!std::ranges::is_sorted(before, std::greater{}) || !std::ranges::is_sorted(after)) return {};
  return {{before.front(), after.front(), 1}};
}

/// The third of thirty came about when a tenth of the time had passed, if they lie in order.
Evidence by_rank(const Investigation& at_work, const std::vector<Ranked>& order, const Target& target) {
  std::vector<std::string> inboxes;
  for (const auto& one : order) {
    const auto& targets = at_work.targets();
    const bool is_report = std::ranges::any_of(targets, [&](const auto& t) { return t.now.id == one.envelope->id; });
    if (is_report) inboxes.push_back(one.envelope->inbox);
  }
  const auto place = std::ranges::find(inboxes, target.inbox);
  if (place == inboxes.end()) return {};
  const auto spacing = (at_work.loot().end - at_work.loot().begin) / static_cast<long>(inboxes.size());
  const auto about = at_work.loot().begin + spacing * (place - inboxes.begin());
  return Investigation::within(at_work.by_week(target), about - spacing, about + 2 * spacing);
}

Evidence by_order(const Investigation& at_work, const std::vector<Ranked>& order, const Target& target,
                  const Lying& envelope) {
  const auto place = std::ranges::find(order, envelope.id, [](const Ranked& one) { return one.envelope->id; });
  if (place == order.end()) return {};
  if (at_work.loot().own.empty()) return by_rank(at_work, order, target);
  return between_own(order, static_cast<std::size_t>(place - order.begin()), at_work.loot());
}

Names in_order(const Investigation& at_work, bool by_row) {
  const auto order = ranked(at_work.last(), by_row);
  return each(at_work, [&](const Target& target) {
    const auto evidence = by_order(at_work, order, target, target.now);
    return at_work.suspect(evidence.empty() ? at_work.by_week(target) : evidence);
  });
}
Names by_row_order(const Investigation& at_work) {
  return in_order(at_work, true);
}
Names by_page_order(const Investigation& at_work) {
  return in_order(at_work, false);
}

// -- What the bytes hold beside the rows -----------------------------------------------------------------------------

/// A number of six bytes, as SQLite writes a time in milliseconds.
Moment stray_moment(const std::string& bytes, std::size_t at) {
  std::int64_t number = 0;
  for (std::size_t byte = 0; byte < 6; ++byte) number = number << 8 | static_cast<unsigned char>(bytes[at + byte]);
  return Moment{Milliseconds{number}};
}

/// Free pages and slack: a moment beside any place where the id of the envelope lies or once lay, the nearest first.
std::optional<Moment> moment_beside(const std::string& bytes, const std::string& id, const Loot& loot) {
  constexpr std::size_t near = 100;
  const auto is_time = [&](std::size_t at) {
    const auto moment = stray_moment(bytes, at);
    const bool is_slot = moment.time_since_epoch().count() % 60'000 == 0;
    return !is_slot && moment > loot.begin && moment < loot.end;
  };
  for (auto at = bytes.find(id); at != std::string::npos; at = bytes.find(id, at + 1)) {
    for (auto after = at + id.size(); after < at + near && after + 6 <= bytes.size(); ++after) {
      if (is_time(after)) return stray_moment(bytes, after);
    }
    for (auto before = at; before > 0 && before + near > at; --before) {
      if (is_time(before - 1)) return stray_moment(bytes, before - 1);
    }
  }
  return std::nullopt;
}

Names by_slack(const Investigation& at_work) {
  return each(at_work, [&](const Target& target) {
    const auto moment = moment_beside(at_work.last().bytes, target.now.id, at_work.loot());
    return at_work.suspect(moment ? around(*moment) : at_work.by_week(target));
  });
}

Names by_strings(const Investigation& at_work) {
  constexpr std::size_t near = 400;
  const auto& bytes = at_work.last().bytes;
  std::vector<std::pair<std::size_t, std::size_t>> found;  // where, who
  for (std::size_t person = 0; person < at_work.loot().staff.size(); ++person) {
    const auto& name = at_work.loot().staff[person];
    for (auto at = bytes.find(name); at != std::string::npos; at = bytes.find(name, at + 1))
      found.emplace_back(at, person);
  }
  return each(at_work, [&](const Target& target) {
    const auto lies = bytes.find(target.now.id);
    for (const auto& [at, person] : found) {
      if (at + near > lies && at < lies + near) return person;
    }
    return at_work.suspect(at_work.by_week(target));
  });
}

/// Everything that could be made of a person with what the attacker has.
std::unordered_map<std::string, std::size_t> everybody(const Loot& loot, bool with_key) {
  std::unordered_map<std::string, std::size_t> made;
  for (std::size_t person = 0; person < loot.staff.size(); ++person) {
    const auto& name = loot.staff[person];
    for (const auto& text : {name, "web:" + name, "web " + name}) {
      const auto digest = sha256(text);
      made[digest] = made[to_hex(digest)] = made[to_hex(digest).substr(0, 32)] = person;
      if (!with_key) continue;
      const auto key = MasterKey::read({loot.key});
      KeyedHash hash(key.bytes());
      for (const auto* kind : {"pseudonym", "person", "address web", "address", "reporter", "postbox", "inbox", ""}) {
        made[hash.of(kind, text)] = person;
      }
    }
  }
  return made;
}

Names by_keyed_values(const Investigation& at_work) {
  const auto made = everybody(at_work.loot(), at_work.sight().with_key);
  return each(at_work, [&](const Target& target) {
    for (const auto& text : target.now.texts) {
      const auto known = made.find(text);
      if (known != made.end()) return known->second;
    }
    return at_work.suspect(at_work.by_week(target));
  });
}

// -- What changes from copy to copy ----------------------------------------------------------------------------------

/// The day alone.
Names by_day(const Investigation& at_work) {
  return each(at_work, [&](const Target& target) {
    return at_work.suspect(Investigation::within(at_work.by_week(target), target.after, target.book->taken));
  });
}

/// And what became of its slot in that copy.
Names by_growth(const Investigation& at_work) {
  return each(at_work, [&](const Target& target) { return at_work.suspect(at_work.by_growth(target)); });
}

Names by_growth_and_pages(const Investigation& at_work) {
  std::unordered_map<const Book*, std::vector<Ranked>> orders;
  return each(at_work, [&](const Target& target) {
    auto [order, fresh] = orders.try_emplace(target.book);
    if (fresh) order->second = ranked(*target.book, false);
    auto evidence = at_work.by_growth(target);
    if (!at_work.loot().own.empty()) {
      const auto closer = by_order(at_work, order->second, target, target.first);
      if (!closer.empty()) evidence = Investigation::within(evidence, closer.front().from, closer.front().until);
    }
    return at_work.suspect(evidence);
  });
}

/// The file says it was written at another moment than the upkeep of its minute.
Names by_file_time(const Investigation& at_work) {
  return each(at_work, [&](const Target& target) {
    const bool odd = target.book->written.time_since_epoch().count() % 60'000 != 0;
    const bool only = at_work.sight().every_copy;
    return at_work.suspect(odd && only ? around(target.book->written) : at_work.by_growth(target));
  });
}

/// What was being sent when the program went down came just before.
Names by_restart(const Investigation& at_work) {
  return each(at_work, [&](const Target& target) {
    for (const auto restart : at_work.loot().restarts) {
      if (restart < target.after || restart > target.book->taken || !at_work.sight().every_copy) continue;
      return at_work.suspect({{restart - minutes{10}, restart, 1}});
    }
    return at_work.suspect(at_work.by_growth(target));
  });
}

}  // namespace

const std::vector<Strategy>& every_strategy() {
  static const std::vector<Strategy> all{{"week", by_week},
                                         {"exact time", by_exact_time},
                                         {"sizes", by_size},
                                         {"row order", by_row_order},
                                         {"page order", by_page_order},
                                         {"free pages and slack", by_slack},
                                         {"strings", by_strings},
                                         {"keyed values", by_keyed_values},
                                         {"day of growth", by_day},
                                         {"growth", by_growth},
                                         {"growth and page order", by_growth_and_pages},
                                         {"file times", by_file_time},
                                         {"restarts", by_restart}};
  return all;
}

const Strategy& strategy(std::string_view name) {
  const auto found = std::ranges::find(every_strategy(), name, &Strategy::name);
  if (found == every_strategy().end()) throw std::logic_error("no such strategy");
  return *found;
}

std::size_t strings_in_common(const Investigation& at_work) {
  std::size_t count = 0;
  for (const auto& name : at_work.loot().staff) count += at_work.last().bytes.find(name) != std::string::npos ? 1 : 0;
  for (const auto* file : {"meldmaat.db", "meldmaat.db-wal"}) {
    const auto bytes = read_file(at_work.loot().copies.back().folder / file);
    for (const auto& target : at_work.targets()) {
      for (const auto& text : {target.inbox, target.now.id, target.inbox.substr(0, 16)}) {
        count += bytes.find(text) != std::string::npos ? 1 : 0;
      }
    }
  }
  return count;
}

}  // namespace meldmaat::linking
