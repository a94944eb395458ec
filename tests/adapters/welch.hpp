// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Whether two kinds of input take different times (V13, after dudect): measured in random order, the slowest cropped
/// at one time for both, and compared by Welch's t-test.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

namespace meldmaat {

struct Timing {
  double t = 0;         ///< Welch's statistic
  double first_ns = 0;  ///< mean of each kind
  double second_ns = 0;
};

/// \param prepare called with the kind, 0 or 1, before the clock starts
/// \param run what is measured
template <class Prepare, class Run>
[[nodiscard]] Timing compare_times(std::size_t samples, Prepare prepare, Run run) {
  struct Sample {
    std::size_t kind;
    double ns;
  };
  std::mt19937_64 order(samples);
  std::vector<Sample> taken;
  taken.reserve(samples);
  for (std::size_t sample = 0; sample < samples; ++sample) {
    const std::size_t kind = order() >> 63U;
    prepare(kind);
    const auto begin = std::chrono::steady_clock::now();
    run();
    const std::chrono::duration<double, std::nano> passed = std::chrono::steady_clock::now() - begin;
    taken.push_back({kind, passed.count()});
  }
  // The slowest tenth is what the machine did meanwhile.
  auto sorted = taken;
  std::ranges::sort(sorted, {}, &Sample::ns);
  const auto slowest = sorted.at(samples * 9 / 10).ns;
  std::array<double, 2> count{};
  std::array<double, 2> sum{};
  std::array<double, 2> squares{};
  for (const auto& [kind, ns] : taken) {
    if (ns > slowest) continue;
    count.at(kind) += 1;
    sum.at(kind) += ns;
  }
  const std::array mean{sum[0] / count[0], sum[1] / count[1]};
  for (const auto& [kind, ns] : taken) {
    if (ns <= slowest) squares.at(kind) += (ns - mean.at(kind)) * (ns - mean.at(kind));
  }
  const auto error = [&](std::size_t kind) { return squares.at(kind) / (count.at(kind) - 1) / count.at(kind); };
  return {(mean[0] - mean[1]) / std::sqrt(error(0) + error(1)), mean[0], mean[1]};
}

/// A difference that a hundred thousand samples of each kind show beyond doubt.
inline constexpr double clear_difference = 10;

}  // namespace meldmaat
