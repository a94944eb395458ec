// SPDX-License-Identifier: EUPL-1.2
#include "adapters/retry_after.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>
#include <string>

namespace meldmaat {

namespace {

Milliseconds within_limits(Milliseconds asked) {
  return std::clamp(asked, Milliseconds{0}, longest_retry_after);
}

}  // namespace

Milliseconds retry_after(const Headers& headers, Moment now) {
  const std::string text(headers.value("Retry-After"));
  const auto* const last = text.data() + text.size();
  long long seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), last, seconds);
  if (error == std::errc::result_out_of_range) return longest_retry_after;
  if (error == std::errc{} && end == last) {
    constexpr long long enough = 1'000'000;
    return within_limits(std::chrono::seconds{std::clamp(seconds, 0LL, enough)});
  }
  std::tm date{};
  const char* const rest = ::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &date);
  if (rest == nullptr || *rest != '\0') return Milliseconds{0};
  return within_limits(Moment{std::chrono::seconds{::timegm(&date)}} - now);
}

}  // namespace meldmaat
