// SPDX-License-Identifier: EUPL-1.2
#include "adapters/fetcher.hpp"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "adapters/file_kind.hpp"
#include "adapters/message_layout.hpp"
#include "bot/case_work.hpp"

namespace meldmaat {

using boost::asio::awaitable;
using std::chrono::milliseconds;

Fetcher::Fetcher(const boost::asio::any_io_executor& executor, Switchboard& switchboard,
                 const std::vector<FileSource*>& sources, Random& random, const FailureDesk& failures, Metrics& metrics,
                 Log& log, const FetcherSettings& settings)
    : executor_(executor),
      switchboard_(switchboard),
      random_(random),
      failures_(failures),
      log_(log),
      settings_(settings),
      bell_(executor) {
  for (auto* source : sources) sources_.emplace(source->name(), source);
  const auto result = [&](Fetched::Kind kind, Literal name) {
    results_[kind] =
        &metrics.counter("meldmaat_files_total", "Attempts to fetch a file that somebody sent", {{"result", name}});
  };
  result(Fetched::Kind::here, "here");
  result(Fetched::Kind::later, "later");
  result(Fetched::Kind::never, "never");
  result(Fetched::Kind::too_large, "too_large");
}

void Fetcher::ring() {
  rung_ = true;
  bell_.cancel();
}

void Fetcher::stop() {
  stopped_ = true;
  ring();
}

awaitable<void> Fetcher::run() {
  while (!stopped_ && !sources_.empty()) {
    rung_ = false;
    const milliseconds wait = co_await cycle();
    if (stopped_ || rung_ || wait <= milliseconds{0}) continue;
    bell_.expires_after(wait);
    boost::system::error_code ignored;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ignored);
    co_await bell_.async_wait(token);
  }
}

/// \return how long there is nothing to do, unless the bell rings
awaitable<milliseconds> Fetcher::cycle() {
  const std::size_t places = settings_.places - under_way_;
  if (places == 0) co_return settings_.longest_wait;
  auto work = [this, places](Store& store) { return begin(store, places); };
  Begun begun;
  try {
    begun = co_await on_store(switchboard_.store(), std::move(work));
  } catch (const StoreBusy&) {
    co_return settings_.wait_when_busy;
  }
  switchboard_.tell(begun.touched);
  for (auto& errand : begun.errands) {
    ++under_way_;
    auto* source = sources_.at(errand.conversation.channel);
    spawn(executor_, "errand", OnFailure::house_stops, failures_, run_errand(source, std::move(errand)));
  }
  if (!begun.next) co_return settings_.longest_wait;
  co_return std::clamp(*begun.next - switchboard_.clock().now(), milliseconds{0}, settings_.longest_wait);
}

Fetcher::Begun Fetcher::begin(Store& store, std::size_t places) const {
  Begun begun;
  const Moment now = switchboard_.clock().now();
  for (const auto& waiting : store.waiting_errands(now, places)) {
    if (waiting.attempts >= most_errand_attempts) {
      store.remove_errand(waiting.id);
      begun.touched.merge(tell(switchboard_.desk(store), waiting, {}, "file.not_fetched"));
      continue;
    }
    // Its channel was taken out of the configuration: nobody can go there or tell the sender.
    if (!sources_.contains(waiting.conversation.channel)) {
      store.remove_errand(waiting.id);
      continue;
    }
    store.write_errand(begun.errands.emplace_back(begin_attempt(waiting, now)));
  }
  if (begun.errands.size() < places) begun.next = store.next_errand();
  return begun;
}

awaitable<void> Fetcher::run_errand(FileSource* source, Errand errand) {
  Fetched fetched;
  try {
    std::string details = errand.details;
    fetched = co_await source->fetch(std::move(details), settings_.most_bytes);
  } catch (const std::exception& error) {
    log_.fault("source_failed", error);
  }
  results_.at(fetched.kind)->add();
  auto work = [this, errand = std::move(errand), fetched = std::move(fetched)](Store& store) {
    return settle(store, errand, fetched);
  };
  try {
    const Touched touched = co_await on_store(switchboard_.store(), std::move(work));
    switchboard_.tell(touched);
  } catch (const StoreBusy&) {
    // Nothing was written, so it is fetched once more when its time is up.
    log_.warning("file_not_stored", {});
  }
  --under_way_;
  ring();
}

Touched Fetcher::settle(Store& store, const Errand& errand, const Fetched& fetched) const {
  const Desk desk = switchboard_.desk(store);
  if (fetched.kind == Fetched::Kind::later) {
    if (const auto again = try_again(errand, switchboard_.clock().now())) {
      store.write_errand(*again);
      return {};
    }
  }
  store.remove_errand(errand.id);
  switch (fetched.kind) {
    case Fetched::Kind::here: return take(desk, errand, fetched);
    case Fetched::Kind::too_large: {
      const std::string most = size_words(settings_.most_bytes);
      return tell(desk, errand, fetched.name, "file.too_large", {{"most", most}});
    }
    case Fetched::Kind::later:
    case Fetched::Kind::never: break;
  }
  return tell(desk, errand, fetched.name, "file.not_fetched");
}

Touched Fetcher::take(const Desk& desk, const Errand& errand, const Fetched& fetched) const {
  const auto kind = file_kind(fetched.bytes);
  if (!kind) return tell(desk, errand, fetched.name, "file.wrong_kind");
  const auto* person = desk.town.organisation.person_at(errand.conversation);
  if (person == nullptr) return {};  // Left the organisation meanwhile: nobody's file is kept.
  std::string name = fetched.name;
  if (name.empty()) {
    name = desk.town.texts.say(person->language, person->informal, "file.name",
                               {{"extension", std::string(kind->extension)}});
  }
  const Inbound inbound{.conversation = errand.conversation,
                        .person = person->id,
                        .event = errand.event,
                        .question = 0,
                        .what = Attached{describe_file(std::move(name), *kind, fetched.bytes, random_)},
                        .once = {}};
  return take_file(desk, switchboard_.clock().now(), inbound, fetched.bytes).touched;
}

/// In the language of the conversation, which may have been changed in it.
Touched Fetcher::tell(const Desk& desk, const Errand& errand, const std::string& name, std::string_view text,
                      TextArgs args) const {
  const auto* person = desk.town.organisation.person_at(errand.conversation);
  if (person == nullptr) return {};
  const State state = desk.store.state_of(errand.conversation).value_or(opening_state(desk.town, person->id));
  const auto say = [&](std::string_view key, const TextArgs& with) {
    return desk.town.texts.say(state.language, state.informal, key, with);
  };
  args["name"] = name.empty() ? say("file.nameless", {}) : name;
  Message message;
  message.text = say(text, args);
  desk.store.say(errand.conversation, switchboard_.clock().now(), message, false);
  return {errand.conversation};
}

}  // namespace meldmaat
