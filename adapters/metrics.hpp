// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Figures about the running house in the Prometheus text format 0.0.4. Ask for a series once, at construction, and
/// keep the reference: it lives as long as the Metrics object. Registering and text() belong to the I/O thread (or to
/// main before it starts); counting may be done from any thread.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "adapters/literal.hpp"

namespace meldmaat {

/// Only grows.
class Counter {
 public:
  void add(std::uint64_t amount = 1) { value_.fetch_add(amount, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

/// Goes up and down.
class Gauge {
 public:
  void set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
  void add(std::int64_t amount) { value_.fetch_add(amount, std::memory_order_relaxed); }
  [[nodiscard]] std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_ = 0;
};

/// Durations, in buckets that suit both a commit (1 ms) and a webhook's patience (15 s).
class Histogram {
 public:
  static constexpr std::array<double, 12> bounds_in_seconds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                               0.1,   0.25,   0.5,   1.0,  5.0,   15.0};

  void observe_seconds(double seconds);

  struct Totals {
    std::array<std::uint64_t, bounds_in_seconds.size() + 1> up_to{};  ///< Cumulative; the last one counts everything.
    double sum_in_seconds = 0;
  };
  [[nodiscard]] Totals totals() const;

 private:
  std::array<std::atomic<std::uint64_t>, bounds_in_seconds.size() + 1> buckets_{};
  std::atomic<std::uint64_t> sum_in_microseconds_ = 0;
};

/// Label names and values are literals: a label that follows from input is how personal data and memory leak.
struct Label {
  Literal name;
  Literal value;
};
using Labels = std::vector<Label>;

class Metrics {
 public:
  /// More series of one name than this is a mistake; the surplus is counted together in one series with the label
  /// value "other".
  static constexpr std::size_t most_series_per_name = 64;

  Metrics() = default;
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  /// The series with this name and these labels, made on first use. Names follow Prometheus: meldmaat_<what>_<unit>,
  /// counters end in _total. Throws std::logic_error when the name is already used for another kind.
  [[nodiscard]] Counter& counter(Literal name, Literal help, const Labels& labels = {});
  [[nodiscard]] Gauge& gauge(Literal name, Literal help, const Labels& labels = {});
  [[nodiscard]] Histogram& histogram(Literal name, Literal help, const Labels& labels = {});

  /// Everything, for GET /metrics with Content-Type "text/plain; version=0.0.4".
  [[nodiscard]] std::string text() const;

 private:
  enum class Kind : std::uint8_t { counter, gauge, histogram };
  struct Series {
    std::string labels;
    Counter counter;
    Gauge gauge;
    Histogram histogram;
  };
  struct Family {
    Literal name;
    Literal help;
    Kind kind;
    std::deque<Series> series;
  };
  [[nodiscard]] Series& series(Literal name, Literal help, Kind kind, const Labels& labels);

  std::deque<Family> families_;
};

}  // namespace meldmaat
