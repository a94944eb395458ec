// SPDX-License-Identifier: EUPL-1.2
#include "tests/fakes/memory_store.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace meldmaat::fakes {

class MemoryStore::OpenPart final : public Store::Part {
 public:
  explicit OpenPart(MemoryStore& store) : store_(store), before_(store.data_) {}
  ~OpenPart() override {
    if (!kept_) store_.data_ = std::move(before_);
  }
  OpenPart(const OpenPart&) = delete;
  OpenPart& operator=(const OpenPart&) = delete;
  void keep() override { kept_ = true; }

 private:
  MemoryStore& store_;
  Data before_;
  bool kept_ = false;
};

namespace {
bool is_open(const Delivery& delivery) {
  return delivery.status == Delivery::Status::waiting || delivery.status == Delivery::Status::under_way;
}
}  // namespace

MemoryStore::MemoryStore(std::set<std::string> delivered_by_writing)
    : delivered_by_writing_(std::move(delivered_by_writing)) {}

void MemoryStore::begin_batch() {
  if (before_batch_) throw std::logic_error("a batch is open already");
  before_batch_ = data_;
}

void MemoryStore::commit_batch() {
  need_batch();
  if (fail_next_commit_) {
    fail_next_commit_ = false;
    roll_back_batch();
    ++failed_commits_;
    throw StoreBusy("asked to fail");
  }
  before_batch_.reset();
  ++commits_;
}

void MemoryStore::roll_back_batch() noexcept {
  if (before_batch_) data_ = std::move(*before_batch_);
  before_batch_.reset();
}

std::unique_ptr<Store::Part> MemoryStore::open_part() {
  need_batch();
  return std::make_unique<OpenPart>(*this);
}

void MemoryStore::need_batch() const {
  if (!before_batch_) throw std::logic_error("writing needs an open batch");
}

MemoryStore::Conversation& MemoryStore::talk(const ConversationKey& key) {
  need_batch();
  return data_.conversations[key];
}

const MemoryStore::Conversation* MemoryStore::find(const ConversationKey& key) const {
  const auto found = data_.conversations.find(key);
  return found == data_.conversations.end() ? nullptr : &found->second;
}

std::optional<std::uint64_t> MemoryStore::seen(const ConversationKey& key, const EventId& event) {
  const auto* conversation = find(key);
  if (conversation == nullptr || !conversation->seen.contains(event)) return std::nullopt;
  return conversation->seen.at(event).sequence;
}

void MemoryStore::remember(const ConversationKey& key, const EventId& event, Moment at, std::uint64_t sequence) {
  if (!talk(key).seen.emplace(event, Seen{at, sequence}).second) throw std::logic_error("seen before");
}

void MemoryStore::purge_seen(Moment before) {
  need_batch();
  for (auto& [key, conversation] : data_.conversations) {
    std::erase_if(conversation.seen, [&](const auto& one) { return one.second.at < before; });
  }
}

std::optional<State> MemoryStore::state_of(const ConversationKey& key) {
  const auto* conversation = find(key);
  return conversation == nullptr ? std::nullopt : conversation->state;
}

void MemoryStore::write_state(const ConversationKey& key, const State& state, Moment /*at*/) {
  talk(key).state = state;
}

std::vector<TranscriptLine> MemoryStore::transcript(const ConversationKey& key, std::uint64_t after,
                                                    std::size_t limit) {
  std::vector<TranscriptLine> lines;
  const auto* conversation = find(key);
  if (conversation == nullptr) return lines;
  for (const auto& line : conversation->lines) {
    if (line.sequence > after && lines.size() < limit) lines.push_back(line);
  }
  return lines;
}

std::uint64_t MemoryStore::last_sequence(const ConversationKey& key) {
  const auto* conversation = find(key);
  return conversation == nullptr ? 0 : conversation->lines.size();
}

std::uint64_t MemoryStore::hear(const ConversationKey& key, Moment at, const Message& message) {
  auto& lines = talk(key).lines;
  lines.push_back({lines.size() + 1, at, true, message, 0, false});
  return lines.size();
}

std::uint64_t MemoryStore::say(const ConversationKey& key, Moment at, const Message& message, bool revise) {
  auto& lines = talk(key).lines;
  std::uint64_t revises = 0;
  if (revise) {
    const auto found = std::ranges::find_if(lines.rbegin(), lines.rend(), [&](const TranscriptLine& line) {
      return !line.from_person && !message.slot.empty() && line.message.slot == message.slot;
    });
    if (found == lines.rend()) return 0;
    found->replaced = true;
    revises = found->sequence;
  }
  lines.push_back({lines.size() + 1, at, false, message, revises, false});
  if (!delivered_by_writing_.contains(key.channel)) {
    Delivery delivery;
    delivery.id = ++data_.last_delivery;
    delivery.conversation = key;
    delivery.sequence = lines.size();
    delivery.message = message;
    delivery.revises = revises;
    delivery.created = at;
    delivery.not_before = at;
    data_.deliveries.emplace(delivery.id, delivery);
  }
  return lines.size();
}

void MemoryStore::set_reminder(const ConversationKey& key, const ReminderId& id, Moment due) {
  talk(key).reminders[id] = due;
}

void MemoryStore::drop_reminder(const ConversationKey& key, const ReminderId& id) {
  talk(key).reminders.erase(id);
}

void MemoryStore::blank_lines(const ConversationKey& key, std::uint64_t from) {
  for (auto& line : talk(key).lines) {
    if (line.sequence < from) continue;
    Message blank;
    blank.kind = line.message.kind;
    line.message = blank;
  }
  std::erase_if(data_.deliveries, [&](const auto& one) {
    const Delivery& delivery = one.second;
    return delivery.conversation == key && delivery.sequence >= from && delivery.status == Delivery::Status::waiting;
  });
}

void MemoryStore::rewrite_line(const ConversationKey& key, std::uint64_t sequence, const Message& message) {
  for (auto& line : talk(key).lines) {
    if (line.sequence == sequence) line.message = message;
  }
}

std::vector<DueReminder> MemoryStore::due_reminders(Moment now, std::size_t limit) {
  std::vector<DueReminder> due;
  for (const auto& [key, conversation] : data_.conversations) {
    for (const auto& [id, moment] : conversation.reminders) {
      if (moment <= now) due.push_back({key, id, moment});
    }
  }
  std::ranges::sort(due, {}, [](const DueReminder& one) { return std::tie(one.due, one.conversation, one.id); });
  due.resize(std::min(due.size(), limit));
  return due;
}

std::vector<const Delivery*> MemoryStore::ready_deliveries() const {
  std::map<ConversationKey, const Delivery*> oldest;
  for (const auto& [id, delivery] : data_.deliveries) {
    if (is_open(delivery)) oldest.emplace(delivery.conversation, &delivery);
  }
  std::vector<const Delivery*> ready;
  for (const auto& [key, delivery] : oldest) {
    if (delivery->status == Delivery::Status::waiting) ready.push_back(delivery);
  }
  std::ranges::sort(ready, {}, &Delivery::id);
  return ready;
}

Delivery MemoryStore::with_message(const Delivery& delivery) const {
  Delivery whole = delivery;
  whole.message = find(delivery.conversation)->lines.at(delivery.sequence - 1).message;
  return whole;
}

std::vector<Delivery> MemoryStore::waiting_deliveries(Moment now, std::size_t limit) {
  std::vector<Delivery> waiting;
  for (const auto* delivery : ready_deliveries()) {
    if (delivery->not_before <= now && waiting.size() < limit) waiting.push_back(with_message(*delivery));
  }
  return waiting;
}

std::optional<Moment> MemoryStore::next_delivery() {
  std::optional<Moment> next;
  for (const auto* delivery : ready_deliveries()) next = std::min(next.value_or(Moment::max()), delivery->not_before);
  return next;
}

std::size_t MemoryStore::open_deliveries() {
  const auto open = [](const auto& one) { return is_open(one.second); };
  return static_cast<std::size_t>(std::ranges::count_if(data_.deliveries, open));
}

std::optional<Delivery> MemoryStore::first_waiting(const ConversationKey& key) {
  for (const auto* delivery : ready_deliveries()) {
    if (delivery->conversation == key) return with_message(*delivery);
  }
  return std::nullopt;
}

std::vector<Delivery> MemoryStore::waiting_of(const ConversationKey& key) {
  std::vector<Delivery> waiting;
  for (const auto& [id, delivery] : data_.deliveries) {
    if (delivery.conversation == key && delivery.status == Delivery::Status::waiting) {
      waiting.push_back(with_message(delivery));
    }
  }
  return waiting;
}

std::vector<Delivery> MemoryStore::uncertain_deliveries(std::size_t limit) {
  std::vector<Delivery> uncertain;
  for (const auto& [id, delivery] : data_.deliveries) {
    if (delivery.status == Delivery::Status::uncertain && uncertain.size() < limit) {
      uncertain.push_back(with_message(delivery));
    }
  }
  return uncertain;
}

std::string MemoryStore::remote_id(const ConversationKey& key, std::uint64_t sequence) {
  while (sequence != 0) {
    const auto found = std::ranges::find_if(data_.deliveries, [&](const auto& one) {
      return one.second.conversation == key && one.second.sequence == sequence;
    });
    if (found == data_.deliveries.end()) break;
    if (!found->second.remote_id.empty()) return found->second.remote_id;
    sequence = found->second.revises;
  }
  return "";
}

void MemoryStore::write_delivery(const Delivery& delivery) {
  need_batch();
  const auto found = data_.deliveries.find(delivery.id);
  if (found == data_.deliveries.end()) return;
  found->second.status = delivery.status;
  found->second.not_before = delivery.not_before;
  found->second.attempts = delivery.attempts;
  found->second.maybe_double = delivery.maybe_double;
  found->second.remote_id = delivery.remote_id;
}

void MemoryStore::mark_interrupted_deliveries() {
  need_batch();
  for (auto& [id, delivery] : data_.deliveries) {
    if (delivery.status == Delivery::Status::under_way) delivery.status = Delivery::Status::uncertain;
  }
}

std::optional<Reach> MemoryStore::reach(const ConversationKey& key) {
  const auto found = data_.reaches.find(key);
  return found == data_.reaches.end() ? std::nullopt : std::optional{found->second};
}

void MemoryStore::write_reach(const Reach& reach) {
  need_batch();
  data_.reaches.insert_or_assign(reach.conversation, reach);
}

}  // namespace meldmaat::fakes
