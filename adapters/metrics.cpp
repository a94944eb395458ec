// SPDX-License-Identifier: EUPL-1.2
#include "adapters/metrics.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>

namespace meldmaat {

namespace {

constexpr std::string_view kind_names[] = {"counter", "gauge", "histogram"};

// Backslash, quote and line end are the three characters the format gives a meaning.
std::string escape(std::string_view text) {
  std::string escaped;
  for (const char letter : text) {
    if (letter == '\n') {
      escaped += "\\n";
      continue;
    }
    if (letter == '\\' || letter == '"') escaped += '\\';
    escaped += letter;
  }
  return escaped;
}

std::string label_text(const Labels& labels, bool overflow) {
  std::string text;
  for (const auto& [name, value] : labels) {
    if (!text.empty()) text += ',';
    text.append(name.view()).append("=\"").append(overflow ? "other" : escape(value.view())).append("\"");
  }
  return text;
}

std::string number(double value) {
  char text[32];
  const int size = std::snprintf(text, sizeof(text), "%.10g", value);
  return std::string(text, static_cast<std::size_t>(size));
}

void write_sample(std::string& out, std::string_view name, std::string_view suffix, const std::string& labels,
                  const std::string& value) {
  out.append(name).append(suffix);
  if (!labels.empty()) out.append("{").append(labels).append("}");
  out.append(" ").append(value).append("\n");
}

void write_histogram(std::string& out, std::string_view name, const std::string& labels, const Histogram& histogram) {
  const Histogram::Totals totals = histogram.totals();
  const std::string before = labels.empty() ? std::string() : labels + ",";
  for (std::size_t index = 0; index < totals.up_to.size(); ++index) {
    const bool last = index == Histogram::bounds_in_seconds.size();
    const std::string bound = last ? "+Inf" : number(Histogram::bounds_in_seconds[index]);
    std::string bucket = before;
    bucket.append("le=\"").append(bound).append("\"");
    write_sample(out, name, "_bucket", bucket, std::to_string(totals.up_to[index]));
  }
  write_sample(out, name, "_sum", labels, number(totals.sum_in_seconds));
  write_sample(out, name, "_count", labels, std::to_string(totals.up_to.back()));
}

}  // namespace

void Histogram::observe_seconds(double seconds) {
  const double amount = std::isfinite(seconds) && seconds > 0 ? seconds : 0;
  const auto bound = std::lower_bound(bounds_in_seconds.begin(), bounds_in_seconds.end(), amount);
  const auto index = static_cast<std::size_t>(bound - bounds_in_seconds.begin());
  buckets_[index].fetch_add(1, std::memory_order_relaxed);
  sum_in_microseconds_.fetch_add(static_cast<std::uint64_t>(amount * 1e6), std::memory_order_relaxed);
}

Histogram::Totals Histogram::totals() const {
  Totals totals;
  std::uint64_t sum = 0;
  for (std::size_t index = 0; index < buckets_.size(); ++index) {
    sum += buckets_[index].load(std::memory_order_relaxed);
    totals.up_to[index] = sum;
  }
  totals.sum_in_seconds = static_cast<double>(sum_in_microseconds_.load(std::memory_order_relaxed)) / 1e6;
  return totals;
}

Counter& Metrics::counter(Literal name, Literal help, const Labels& labels) {
  return series(name, help, Kind::counter, labels).counter;
}

Gauge& Metrics::gauge(Literal name, Literal help, const Labels& labels) {
  return series(name, help, Kind::gauge, labels).gauge;
}

Histogram& Metrics::histogram(Literal name, Literal help, const Labels& labels) {
  return series(name, help, Kind::histogram, labels).histogram;
}

Metrics::Series& Metrics::series(Literal name, Literal help, Kind kind, const Labels& labels) {
  auto family = std::find_if(families_.begin(), families_.end(), [&](const Family& one) { return one.name == name; });
  if (family == families_.end()) family = families_.emplace(families_.end(), name, help, kind);
  if (family->kind != kind) throw std::logic_error("a metric name is used for two kinds");
  const auto find = [&](const std::string& text) {
    return std::find_if(family->series.begin(), family->series.end(),
                        [&](const Series& one) { return one.labels == text; });
  };
  std::string text = label_text(labels, false);
  auto found = find(text);
  if (found == family->series.end() && family->series.size() + 1 >= most_series_per_name && !labels.empty()) {
    text = label_text(labels, true);
    found = find(text);
  }
  if (found != family->series.end()) return *found;
  Series& made = family->series.emplace_back();
  made.labels = std::move(text);
  return made;
}

std::string Metrics::text() const {
  std::string out;
  for (const Family& family : families_) {
    const std::string_view name = family.name.view();
    out.append("# HELP ").append(name).append(" ").append(family.help.view()).append("\n");
    out.append("# TYPE ").append(name).append(" ").append(kind_names[static_cast<std::size_t>(family.kind)]);
    out.append("\n");
    for (const Series& one : family.series) {
      switch (family.kind) {
        case Kind::counter: write_sample(out, name, "", one.labels, std::to_string(one.counter.value())); break;
        case Kind::gauge: write_sample(out, name, "", one.labels, std::to_string(one.gauge.value())); break;
        case Kind::histogram: write_histogram(out, name, one.labels, one.histogram); break;
      }
    }
  }
  return out;
}

}  // namespace meldmaat
