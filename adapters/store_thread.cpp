// SPDX-License-Identifier: EUPL-1.2
#include "adapters/store_thread.hpp"

#include <boost/asio/post.hpp>

namespace meldmaat {

StoreThread::StoreThread(Store& store, boost::asio::any_io_executor home, StoreThreadOptions options)
    : store_(store), home_(std::move(home)), options_(std::move(options)) {}

StoreThread::~StoreThread() {
  stop();
}

void StoreThread::stop() {
  stopped_.store(true);
  pool_.join();
}

void StoreThread::submit(std::unique_ptr<StoreJob> job) {
  const bool room = waiting_.fetch_add(1) < options_.most_waiting;
  if (room && !stopped_.load()) {
    boost::asio::post(pool_, [this, job = std::move(job)]() mutable { arrive(std::move(job)); });
    return;
  }
  std::vector<Ran> refused;
  refused.push_back({std::move(job), std::make_exception_ptr(StoreBusy("too much is waiting for the store"))});
  settle(std::move(refused));
}

// What is posted from within this thread runs after everything that was posted before. So work_off finds every job that
// was waiting when the first one was picked up, without a lock of our own.
void StoreThread::arrive(std::unique_ptr<StoreJob> job) {
  arrived_.push_back(std::move(job));
  if (arrived_.size() == 1) boost::asio::post(pool_, [this] { work_off(); });
}

void StoreThread::work_off() noexcept {
  Jobs beside;
  Jobs batch;
  auto next = arrived_.begin();
  for (; next != arrived_.end() && batch.size() < options_.most_in_batch; ++next) {
    auto& list = (*next)->place() == StoreJob::Place::in_batch ? batch : beside;
    list.push_back(std::move(*next));
  }
  arrived_.erase(arrived_.begin(), next);
  // The next round comes after whatever arrived in the meantime.
  if (!arrived_.empty()) boost::asio::post(pool_, [this] { work_off(); });
  // Reading first: it needs no fsync and sees only what is committed.
  if (!beside.empty()) run_beside(std::move(beside));
  if (!batch.empty()) run_batch(std::move(batch));
}

void StoreThread::run_beside(Jobs jobs) {
  std::vector<Ran> ran;
  ran.reserve(jobs.size());
  for (auto& job : jobs) {
    std::exception_ptr failure;
    try {
      job->run(store_);
    } catch (...) {
      failure = std::current_exception();
    }
    ran.push_back({std::move(job), std::move(failure)});
  }
  settle(std::move(ran));
}

void StoreThread::run_batch(Jobs jobs) {
  std::vector<Ran> batch;
  batch.reserve(jobs.size());
  for (auto& job : jobs) batch.push_back({std::move(job), nullptr});
  if (const auto failure = run_parts(batch)) {
    for (auto& ran : batch) ran.failure = failure;
  }
  settle(std::move(batch));
  try {
    store_.tidy();
  } catch (const StoreBroken&) {
    tell_broken();
  } catch (const StoreBusy&) {
    // Tidying can wait until the disk has recovered; writing will say so by itself.
  }
}

/// \return what failed for all of them; each part's own failure is in `batch`
std::exception_ptr StoreThread::run_parts(std::vector<Ran>& batch) {
  try {
    store_.begin_batch();
    for (auto& ran : batch) run_part(ran);
    store_.commit_batch();
    return nullptr;
  } catch (...) {
    store_.roll_back_batch();
    return std::current_exception();
  }
}

void StoreThread::run_part(Ran& ran) {
  try {
    const auto part = store_.open_part();
    ran.job->run(store_);
    part->keep();
  } catch (...) {
    ran.failure = std::current_exception();
  }
}

void StoreThread::settle(std::vector<Ran> ran) {
  for (const auto& one : ran) {
    if (!one.failure) continue;
    try {
      std::rethrow_exception(one.failure);
    } catch (const StoreBroken&) {
      tell_broken();
    } catch (...) {
      // Its caller is told.
    }
  }
  std::vector<Ran> at_once;
  std::vector<Ran> at_home;
  for (auto& one : ran) {
    auto& list = one.job->told() == StoreJob::Told::at_once ? at_once : at_home;
    list.push_back(std::move(one));
  }
  waiting_.fetch_sub(at_once.size());
  for (auto& one : at_once) one.job->settle(std::move(one.failure));
  if (at_home.empty()) return;
  // One hop for the whole batch.
  boost::asio::post(home_, [this, at_home = std::move(at_home)]() mutable {
    waiting_.fetch_sub(at_home.size());
    for (auto& one : at_home) one.job->settle(std::move(one.failure));
  });
}

void StoreThread::tell_broken() {
  if (told_broken_ || !options_.on_broken) return;
  told_broken_ = true;
  boost::asio::post(home_, options_.on_broken);
}

}  // namespace meldmaat
