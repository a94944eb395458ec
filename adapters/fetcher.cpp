// SPDX-License-Identifier: EUPL-1.2
#include "adapters/fetcher.hpp"

#include <algorithm>
#include <utility>

#include "adapters/file_kind.hpp"
#include "adapters/message_layout.hpp"
#include "bot/case_work.hpp"

namespace meldmaat {

using boost::asio::awaitable;
using std::chrono::milliseconds;

Fetcher::Fetcher(const boost::asio::any_io_executor& executor, Switchboard& switchboard,
                 const std::vector<FileSource*>& sources, CopyMaker& copies, Random& random,
                 const FailureDesk& failures, Metrics& metrics, Log& log, const FetcherSettings& settings)
    : executor_(executor),
      switchboard_(switchboard),
      copies_(copies),
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
  result(Fetched::Kind::broken, "broken");
}

void Fetcher::ring() {
  bell_.ring();
}

void Fetcher::stop() {
  stopped_ = true;
  ring();
}

awaitable<void> Fetcher::run() {
  while (!stopped_ && !sources_.empty()) {
    bell_.begin_round();
    const milliseconds wait = co_await cycle();
    if (!stopped_) co_await bell_.rest(wait);
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
    // Its channel was taken out of the configuration: nobody can go there or tell the sender.
    if (!sources_.contains(waiting.conversation.channel)) {
      store.remove_errand(waiting.id);
      continue;
    }
    if (waiting.attempts >= most_errand_attempts) {
      begun.touched.merge(finish(switchboard_.desk(store), waiting, Fetched()));
      continue;
    }
    store.write_errand(begun.errands.emplace_back(begin_attempt(waiting, now)));
  }
  if (begun.errands.size() < places) begun.next = store.next_errand();
  return begun;
}

awaitable<Fetched> Fetcher::bring(FileSource* source, std::string details) {
  Fetched fetched = co_await source->fetch(std::move(details), settings_.most_bytes);
  if (fetched.kind != Fetched::Kind::here || !file_kind(fetched.bytes)) co_return fetched;
  // Only to know that it opens: a copy is made when somebody asks for one.
  const ReaderCopy copy = co_await copies_.copy(fetched.bytes);
  if (copy.kind == ReaderCopy::Kind::broken) fetched.kind = Fetched::Kind::broken;
  if (copy.kind == ReaderCopy::Kind::later) fetched.kind = Fetched::Kind::later;
  co_return fetched;
}

awaitable<void> Fetcher::run_errand(FileSource* source, Errand errand) {
  Fetched fetched;
  try {
    std::string details = errand.details;
    fetched = co_await bring(source, std::move(details));
  } catch (const std::exception& error) {
    log_.fault("source_failed", error);
  }
  results_.at(fetched.kind)->add();
  auto work = [this, errand = std::move(errand), fetched = std::move(fetched)](Store& store) {
    return settle(switchboard_.desk(store), errand, fetched);
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

Touched Fetcher::settle(const Desk& desk, const Errand& errand, const Fetched& fetched) const {
  if (fetched.kind == Fetched::Kind::later) {
    if (const auto again = try_again(errand, switchboard_.clock().now())) {
      desk.store.write_errand(*again);
      return {};
    }
  }
  return finish(desk, errand, fetched);
}

/// The errand goes, and its sender hears what became of it.
Touched Fetcher::finish(const Desk& desk, const Errand& errand, const Fetched& fetched) const {
  const Moment now = switchboard_.clock().now();
  const auto& key = errand.conversation;
  desk.store.remove_errand(errand.id);
  if (desk.store.seen(key, errand.event)) return {};  // Its sender took it back meanwhile.
  const auto* person = desk.town.organisation.person_at(key);
  if (person == nullptr) return {};  // Left the organisation meanwhile: nobody's file is kept.

  const State state = desk.store.state_of(key).value_or(opening_state(desk.town, person->id));
  const auto say = [&](std::string_view text, const TextArgs& args = {}) {
    return desk.town.texts.say(state.language, state.informal, text, args);
  };
  const bool here = fetched.kind == Fetched::Kind::here;
  if (const auto kind = here ? file_kind(fetched.bytes) : std::nullopt) {
    std::string name = fetched.name;
    if (name.empty()) name = say("file.name", {{"extension", std::string(kind->extension)}});
    const Inbound inbound{.conversation = key,
                          .person = person->id,
                          .event = errand.event,
                          .question = 0,
                          .what = Attached{describe_file(std::move(name), *kind, fetched.bytes, random_)},
                          .once = {}};
    return take_file(desk, now, inbound, fetched.bytes).touched;
  }
  std::string_view text = here ? "file.wrong_kind" : "file.not_fetched";
  if (fetched.kind == Fetched::Kind::too_large) text = "file.too_large";
  if (fetched.kind == Fetched::Kind::broken) text = "file.broken";
  Message message;
  message.text = say(text, {{"name", fetched.name.empty() ? say("file.nameless") : fetched.name},
                            {"most", size_words(settings_.most_bytes)}});
  desk.store.say(key, now, message, false);
  return {key};
}

}  // namespace meldmaat
