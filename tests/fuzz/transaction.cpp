// SPDX-License-Identifier: EUPL-1.2
// Whatever is read as a transaction keeps the promises of transaction.hpp and room_event.hpp; and what nlohmann's own
// parser takes for a transaction is never refused as a whole and loses no event uncounted.
#include "adapters/matrix/transaction.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace meldmaat;
using nlohmann::json;

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_id(const std::string& id) {
  const auto is_control = [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F; };
  return !id.empty() && id.size() <= most_matrix_id_bytes && std::ranges::none_of(id, is_control);
}

bool is_text(const std::string& text) {
  return !text.empty() && text.find('\0') == std::string::npos;
}

struct CheckHappening {
  void operator()(const TextSaid& said) const { require(is_text(said.text)); }
  void operator()(const FileSent& file) const {
    require(file.url.starts_with("mxc://"));
    for (const std::string* text : {&file.url, &file.name, &file.caption}) {
      require(text->find('\0') == std::string::npos);
    }
  }
  void operator()(const Edited& edit) const { require(is_id(edit.of) && is_text(edit.text)); }
  void operator()(const Removed& removed) const { require(is_id(removed.of)); }
  void operator()(const Reacted& reacted) const {
    require(is_id(reacted.to) && is_text(reacted.key) && reacted.key.find("\uFE0F") == std::string::npos);
  }
  void operator()(const Voted& vote) const { require(is_id(vote.poll) && std::ranges::all_of(vote.answers, is_id)); }
  void operator()(const Membership& membership) const {
    require(is_id(membership.member));
    const bool looked = membership.encrypted || membership.named || membership.open;
    require(!looked || membership.state == Membership::State::invited);
  }
  void operator()(const auto&) const {}
};

void check_event(const RoomEvent& event) {
  require(is_id(event.id) && is_id(event.room) && is_id(event.sender));
  require(event.sent >= Moment() && event.sent < std::chrono::sys_days(std::chrono::year(10000) / 1 / 1));
  std::visit(CheckHappening{}, event.what);
}

// Left out is what the two lawfully read differently: nlohmann skips a byte order mark, ends at a NUL, keeps the last
// of two equal members, and knows a member by an escaped name.
void compare(std::string_view bytes, const std::variant<Transaction, JsonRefusal>& read) {
  if (bytes.find('\0') != std::string_view::npos || bytes.starts_with("\xEF\xBB\xBF")) return;
  const json document = json::parse(bytes, nullptr, false);
  if (document.is_discarded()) return;
  const auto* const transaction = std::get_if<Transaction>(&read);
  const bool is_transaction = document.is_object() && document.contains("events") && document["events"].is_array();
  const bool differs = bytes.find('\\') != std::string_view::npos ||
                       (transaction == nullptr && std::get<JsonRefusal>(read).reason == JsonReason::duplicate_key);
  if (differs) return;
  require(is_transaction == (transaction != nullptr));
  if (transaction != nullptr) {
    require(transaction->events.size() + transaction->unreadable == document["events"].size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // libFuzzer gives bytes, the readers take text.
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = read_transaction(bytes);
  if (const auto* const transaction = std::get_if<Transaction>(&read)) {
    std::ranges::for_each(transaction->events, check_event);
  }
  compare(bytes, read);
  return 0;
}
