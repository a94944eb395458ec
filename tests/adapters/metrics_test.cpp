// SPDX-License-Identifier: EUPL-1.2
// Checks the figures: the text is what Prometheus reads, one name is one series, and labels cannot grow without end.
#include "adapters/metrics.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

namespace meldmaat {
namespace {

TEST(Metrics, WritesThePrometheusText) {
  Metrics metrics;
  metrics.counter("meldmaat_turns_total", "Turns taken.", {{"channel", "web"}}).add(3);
  metrics.counter("meldmaat_turns_total", "Turns taken.", {{"channel", "teams"}}).add();
  metrics.gauge("meldmaat_outbox", "Messages waiting.").set(-2);
  EXPECT_EQ(metrics.text(),
            "# HELP meldmaat_turns_total Turns taken.\n"
            "# TYPE meldmaat_turns_total counter\n"
            "meldmaat_turns_total{channel=\"web\"} 3\n"
            "meldmaat_turns_total{channel=\"teams\"} 1\n"
            "# HELP meldmaat_outbox Messages waiting.\n"
            "# TYPE meldmaat_outbox gauge\n"
            "meldmaat_outbox -2\n");
}

TEST(Metrics, GivesTheSameSeriesTwice) {
  Metrics metrics;
  Counter& first = metrics.counter("a_total", "A.", {{"k", "v"}});
  Counter& second = metrics.counter("a_total", "A.", {{"k", "v"}});
  EXPECT_EQ(&first, &second);
  EXPECT_THROW((void)metrics.gauge("a_total", "A."), std::logic_error);
}

TEST(Metrics, EscapesLabels) {
  Metrics metrics;
  metrics.counter("a_total", "A.", {{"k", "\"\\\n"}}).add();
  EXPECT_NE(metrics.text().find("a_total{k=\"\\\"\\\\\\n\"} 1\n"), std::string::npos);
}

TEST(Metrics, CountsDurationsInBuckets) {
  Metrics metrics;
  Histogram& histogram = metrics.histogram("t_seconds", "T.", {{"k", "v"}});
  for (const double seconds : {0.001, 0.0011, 20.0, -1.0, std::numeric_limits<double>::quiet_NaN()}) {
    histogram.observe_seconds(seconds);
  }
  const std::string text = metrics.text();
  EXPECT_NE(text.find("t_seconds_bucket{k=\"v\",le=\"0.001\"} 3\n"), std::string::npos) << text;
  EXPECT_NE(text.find("t_seconds_bucket{k=\"v\",le=\"0.0025\"} 4\n"), std::string::npos) << text;
  EXPECT_NE(text.find("t_seconds_bucket{k=\"v\",le=\"15\"} 4\n"), std::string::npos) << text;
  EXPECT_NE(text.find("t_seconds_bucket{k=\"v\",le=\"+Inf\"} 5\n"), std::string::npos) << text;
  EXPECT_NE(text.find("t_seconds_sum{k=\"v\"} 20.0021\n"), std::string::npos) << text;
  EXPECT_NE(text.find("t_seconds_count{k=\"v\"} 5\n"), std::string::npos) << text;
}

// Label values are literals, so a hundred different ones are made while compiling.
template <std::size_t number>
constexpr char name_of_number[3] = {'0' + number / 10, '0' + number % 10, '\0'};

template <std::size_t... numbers>
void fill(Metrics& metrics, std::index_sequence<numbers...>) {
  (metrics.counter("a_total", "A.", {{"k", Literal(name_of_number<numbers>)}}).add(), ...);
}

TEST(Metrics, PutsSurplusSeriesTogether) {
  Metrics metrics;
  fill(metrics, std::make_index_sequence<100>());
  const std::string text = metrics.text();
  EXPECT_NE(text.find("a_total{k=\"00\"} 1\n"), std::string::npos) << text;
  EXPECT_NE(text.find("a_total{k=\"62\"} 1\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("a_total{k=\"63\"}"), std::string::npos) << text;
  EXPECT_NE(text.find("a_total{k=\"other\"} 37\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace meldmaat
