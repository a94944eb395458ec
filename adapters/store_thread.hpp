// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The one thread that touches the store (decision D5). It takes every job that waits into one batch, each in a part of
/// its own, commits once and only then tells the callers. A job that arrives alone is committed at once.
///
///     auto work = [inbound = std::move(inbound)](Store& store) { return take(store, inbound); };
///     const Taken taken = co_await on_store(thread, std::move(work));  // it is on disk
#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstddef>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "bot/store.hpp"

namespace meldmaat {

/// One piece of work for the store. Made by on_store and StoreThread::run.
class StoreJob {
 public:
  enum class Place {
    in_batch,        ///< in a part of the next batch: whatever writes
    between_batches  ///< without a batch: reading, checks of health, slices of a backup
  };
  enum class Told {
    at_home,  ///< on the executor of the house
    at_once   ///< on the storage thread
  };

  StoreJob(Place place, Told told) : place_(place), told_(told) {}
  StoreJob(const StoreJob&) = delete;
  StoreJob& operator=(const StoreJob&) = delete;
  virtual ~StoreJob() = default;

  /// On the storage thread. An exception undoes this job alone.
  virtual void run(Store& store) = 0;
  /// Exactly once. \param failure empty: what the job wrote is on disk
  virtual void settle(std::exception_ptr failure) noexcept = 0;

  [[nodiscard]] Place place() const { return place_; }
  [[nodiscard]] Told told() const { return told_; }

 private:
  Place place_;
  Told told_;
};

struct StoreThreadOptions {
  /// Jobs that may wait or run; one more is refused with StoreBusy (reliability F7).
  std::size_t most_waiting = 200;
  std::size_t most_in_batch = 128;
  /// Called once, on the executor of the house, when the store turned out to be broken: the house must stop.
  std::function<void()> on_broken;
};

class StoreThread {
 public:
  /// \param home where callers are told; with `store` it outlives this.
  StoreThread(Store& store, boost::asio::any_io_executor home, StoreThreadOptions options);
  /// Finishes what waits.
  ~StoreThread();
  StoreThread(const StoreThread&) = delete;
  StoreThread& operator=(const StoreThread&) = delete;

  /// Any thread. Never throws for want of room: a job that is refused is settled with StoreBusy.
  void submit(std::unique_ptr<StoreJob> job);
  /// Runs `job(Store&)` in a batch and waits for the commit; for commands and tests. Never call it on the storage
  /// thread.
  template <class F>
  std::invoke_result_t<F&, Store&> run(F job);
  /// Takes nothing new, finishes what waits and ends the thread. The owner's thread only.
  void stop();

  /// Jobs that wait or run, for /metrics. Any thread.
  [[nodiscard]] std::size_t waiting() const { return waiting_.load(std::memory_order_relaxed); }

 private:
  using Jobs = std::vector<std::unique_ptr<StoreJob>>;
  struct Ran {
    std::unique_ptr<StoreJob> job;
    std::exception_ptr failure;
  };

  void arrive(std::unique_ptr<StoreJob> job);
  void work_off() noexcept;
  void run_beside(Jobs jobs);
  void run_batch(Jobs jobs);
  [[nodiscard]] std::exception_ptr run_parts(std::vector<Ran>& batch);
  void run_part(Ran& ran);
  void settle(std::vector<Ran> ran);
  void tell_broken();

  Store& store_;
  boost::asio::any_io_executor home_;
  StoreThreadOptions options_;
  std::atomic<std::size_t> waiting_{0};
  std::atomic<bool> stopped_{false};
  // Touched by the storage thread only.
  Jobs arrived_;
  bool told_broken_ = false;
  boost::asio::thread_pool pool_{1};
};

namespace store_thread_detail {

/// Keeps what the job gave until it may be told.
template <class R>
struct Kept {
  static_assert(std::is_default_constructible_v<R>, "an awaited result needs a default constructor (Boost 1.81)");
  R value{};
  template <class F>
  void take(F& job, Store& store) {
    value = job(store);
  }
  template <class Handler>
  void give(Handler& handler, std::exception_ptr failure) {
    handler(std::move(failure), std::move(value));
  }
};
template <>
struct Kept<void> {
  template <class F>
  void take(F& job, Store& store) {
    job(store);
  }
  template <class Handler>
  void give(Handler& handler, std::exception_ptr failure) {
    handler(std::move(failure));
  }
};

/// Tells a waiting coroutine, on its own executor.
template <class F, class Handler>
class AwaitedJob final : public StoreJob {
 public:
  using R = std::invoke_result_t<F&, Store&>;
  AwaitedJob(Place place, F job, Handler handler)
      : StoreJob(place, Told::at_home),
        job_(std::move(job)),
        handler_(std::move(handler)),
        work_(boost::asio::get_associated_executor(handler_)) {}

  void run(Store& store) override { kept_.take(job_, store); }
  void settle(std::exception_ptr failure) noexcept override {
    auto tell = [handler = std::move(handler_), kept = std::move(kept_), failure = std::move(failure)]() mutable {
      kept.give(handler, std::move(failure));
    };
    boost::asio::dispatch(work_.get_executor(), std::move(tell));
    work_.reset();
  }

 private:
  F job_;
  Handler handler_;
  /// While the job is away, the waiting coroutine is nobody's work: this keeps its io_context running.
  boost::asio::executor_work_guard<boost::asio::associated_executor_t<Handler>> work_;
  Kept<R> kept_;
};

/// Fulfils a promise that a thread waits for.
template <class F>
class BlockingJob final : public StoreJob {
 public:
  using R = std::invoke_result_t<F&, Store&>;
  explicit BlockingJob(F job) : StoreJob(Place::in_batch, Told::at_once), job_(std::move(job)) {}

  [[nodiscard]] std::future<R> result() { return promise_.get_future(); }
  void run(Store& store) override { kept_.take(job_, store); }
  void settle(std::exception_ptr failure) noexcept override {
    if (failure) return promise_.set_exception(std::move(failure));
    if constexpr (std::is_void_v<R>) {
      promise_.set_value();
    } else {
      promise_.set_value(std::move(kept_.value));
    }
  }

 private:
  F job_;
  Kept<R> kept_;
  std::promise<R> promise_;
};

template <class R>
struct Signature {
  using type = void(std::exception_ptr, R);
};
template <>
struct Signature<void> {
  using type = void(std::exception_ptr);
};

struct Submit {
  template <class Handler, class F>
  void operator()(Handler handler, StoreThread* thread, F job, StoreJob::Place place) const {
    thread->submit(std::make_unique<AwaitedJob<F, Handler>>(place, std::move(job), std::move(handler)));
  }
};

template <class F>
auto await_job(StoreThread& thread, F job, StoreJob::Place place) {
  using Told = typename Signature<std::invoke_result_t<F&, Store&>>::type;
  return boost::asio::async_initiate<const boost::asio::use_awaitable_t<>&, Told>(Submit{}, boost::asio::use_awaitable,
                                                                                  &thread, std::move(job), place);
}

}  // namespace store_thread_detail

/// Runs `job(Store&)` in the next batch; continues on the caller's executor once it is committed. `thread` outlives the
/// wait. An exception of `job` undoes it and passes through; a failed commit gives StoreBusy or StoreBroken.
template <class F>
[[nodiscard]] boost::asio::awaitable<std::invoke_result_t<F&, Store&>> on_store(StoreThread& thread, F job) {
  return store_thread_detail::await_job(thread, std::move(job), StoreJob::Place::in_batch);
}

/// The same between two batches, for what writes nothing through the port or manages without a batch.
template <class F>
[[nodiscard]] boost::asio::awaitable<std::invoke_result_t<F&, Store&>> beside_store(StoreThread& thread, F job) {
  return store_thread_detail::await_job(thread, std::move(job), StoreJob::Place::between_batches);
}

template <class F>
std::invoke_result_t<F&, Store&> StoreThread::run(F job) {
  auto blocking = std::make_unique<store_thread_detail::BlockingJob<F>>(std::move(job));
  auto result = blocking->result();
  submit(std::move(blocking));
  return result.get();
}

}  // namespace meldmaat
