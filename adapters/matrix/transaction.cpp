// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/transaction.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace meldmaat {

namespace {

/// An event is at most 64 KiB between homeservers; to us it comes with older content of its own beside it. That leaves
/// room for what people send, and none for what only costs work.
constexpr JsonLimits limits_of_event{.most_values = 20'000, .most_depth = 32};

constexpr std::string_view blanks = " \t\r\n";

bool is_one_of(char sign, std::string_view signs) {
  return signs.find(sign) != std::string_view::npos;
}

/// Walks over a text of JSON and sees only where its values begin and end: what is inside them is read by others, or by
/// nobody. Does not recurse; one bit of memory for each open bracket.
class JsonWalk {
 public:
  explicit JsonWalk(std::string_view text) : text_(text) { skip_blanks(); }

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }

  /// Whether `sign` comes next; then it lies behind us.
  [[nodiscard]] bool take(char sign) {
    if (at_end() || text_[at_] != sign) return false;
    ++at_;
    skip_blanks();
    return true;
  }

  /// With its quotes and as it is written; nothing when no string comes next or it does not end.
  [[nodiscard]] std::optional<std::string_view> take_string() {
    if (at_end() || text_[at_] != '"') return std::nullopt;
    return take([this] { return pass_string(); });
  }

  /// Nothing when none comes next, it does not end, or its brackets do not belong together.
  [[nodiscard]] std::optional<std::string_view> take_value() {
    if (at_end()) return std::nullopt;
    if (text_[at_] == '"') return take_string();
    if (is_one_of(text_[at_], "{[")) return take([this] { return pass_brackets(); });
    return take([this] { return pass_word(); });
  }

 private:
  template <class Pass>
  std::optional<std::string_view> take(Pass pass) {
    const std::size_t begin = at_;
    if (!pass()) return std::nullopt;
    const std::string_view value = text_.substr(begin, at_ - begin);
    skip_blanks();
    return value;
  }

  void skip_blanks() {
    while (!at_end() && is_one_of(text_[at_], blanks)) ++at_;
  }

  bool pass_string() {
    for (++at_; !at_end(); ++at_) {
      if (text_[at_] == '"') {
        ++at_;
        return true;
      }
      if (text_[at_] == '\\') ++at_;
      if (at_end()) return false;
    }
    return false;
  }

  bool pass_brackets() {
    std::vector<bool> objects;  // of every open bracket, whether it is a '{'
    do {
      const char sign = text_[at_];
      if (sign == '"') {
        if (!pass_string()) return false;
        continue;
      }
      ++at_;
      if (sign == '{' || sign == '[') objects.push_back(sign == '{');
      if (sign != '}' && sign != ']') continue;
      if (objects.back() != (sign == '}')) return false;
      objects.pop_back();
    } while (!objects.empty() && !at_end());
    return objects.empty();
  }

  /// A number, true, false, null, or what is none of these.
  bool pass_word() {
    const std::size_t begin = at_;
    while (!at_end() && !is_one_of(text_[at_], " \t\r\n,:\"[]{}")) ++at_;
    return at_ > begin;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Of a value that nobody reads, whether it can be one.
bool is_likely_value(std::string_view value) {
  if (is_one_of(value.front(), "\"{[") || value == "true" || value == "false" || value == "null") return true;
  return std::ranges::all_of(value, [](char sign) { return is_one_of(sign, "0123456789+-.eE"); });
}

/// The value of "events" as it is written. A member that is not read may be odd inside: refusing would not mend it.
std::variant<std::string_view, JsonRefusal> find_events(std::string_view body) {
  constexpr JsonRefusal broken{JsonReason::syntax};
  JsonWalk walk(body);
  if (!walk.take('{')) return JsonRefusal{JsonReason::not_an_object};
  std::optional<std::string_view> events;
  if (!walk.take('}')) {
    do {
      const auto name = walk.take_string();
      if (!name || !walk.take(':')) return broken;
      const auto value = walk.take_value();
      if (!value || !is_likely_value(*value)) return broken;
      if (*name != "\"events\"") continue;
      if (events) return JsonRefusal{JsonReason::duplicate_key};
      events = value;
    } while (walk.take(','));
    if (!walk.take('}')) return broken;
  }
  if (!walk.at_end()) return broken;
  if (!events) return JsonRefusal{JsonReason::field_missing};
  if (!events->starts_with('[')) return JsonRefusal{JsonReason::field_wrong_type};
  return *events;
}

void add_event(Transaction& transaction, std::string_view written) {
  const auto document = read_json(written, limits_of_event);
  if (const auto* const event = std::get_if<nlohmann::json>(&document)) {
    auto read = read_room_event(*event, std::string());
    if (auto* const sound = std::get_if<RoomEvent>(&read)) {
      transaction.events.push_back(std::move(*sound));
      return;
    }
  }
  ++transaction.unreadable;
}

}  // namespace

std::variant<Transaction, JsonRefusal> read_transaction(std::string_view body) {
  const auto found = find_events(body);
  if (const auto* const refusal = std::get_if<JsonRefusal>(&found)) return *refusal;
  JsonWalk walk(std::get<std::string_view>(found));
  Transaction transaction;
  if (!walk.take('[')) return JsonRefusal{JsonReason::field_wrong_type};
  if (walk.take(']')) return transaction;
  do {
    const auto event = walk.take_value();
    if (!event) return JsonRefusal{JsonReason::syntax};
    if (transaction.events.size() + transaction.unreadable < most_transaction_events) {
      add_event(transaction, *event);
    } else {
      ++transaction.unreadable;
    }
  } while (walk.take(','));
  if (!walk.take(']')) return JsonRefusal{JsonReason::syntax};
  return transaction;
}

}  // namespace meldmaat
