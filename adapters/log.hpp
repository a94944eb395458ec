// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The log: one JSON object a line. A line is an event name and fields of a closed set of kinds - numbers, durations,
/// literals - so what people say, who they are and where they are cannot be written by habit. It is no place for
/// stories:
///
///     log.info("case_filed", {{"turns", 12}, {"channel", Literal("web")}});
///
/// A sink that is full or not being read loses lines, never time: they are counted, and the number is written with the
/// next line that gets through (reliability F35). Any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/literal.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

/// Text an operator chose or the system reported at start: a path, a listen address, a version. Never anything that
/// came in through a channel. The long name is the reminder.
struct OperatorText {
  std::string_view text;
};

/// A hash that was made with a key: nothing can be read in it, and nothing guessed be held against it.
struct KeyedDigest {
  std::string_view hexadecimal;
};

/// What a field may hold.
class LogValue {
 public:
  LogValue(bool value) : value_(value) {}
  LogValue(int value) : value_(std::int64_t{value}) {}
  LogValue(long value) : value_(std::int64_t{value}) {}
  LogValue(long long value) : value_(std::int64_t{value}) {}
  LogValue(unsigned value) : value_(std::uint64_t{value}) {}
  LogValue(unsigned long value) : value_(std::uint64_t{value}) {}
  LogValue(unsigned long long value) : value_(std::uint64_t{value}) {}
  LogValue(double value) : value_(value) {}
  LogValue(Milliseconds value) : value_(std::int64_t{value.count()}) {}
  LogValue(Moment value) : value_(value) {}
  LogValue(Literal value) : value_(value.view()) {}
  LogValue(OperatorText value) : value_(value.text) {}
  LogValue(KeyedDigest value) : value_(value.hexadecimal) {}
  LogValue(const char*) = delete;  // Would become a bool. Write Literal("...").

  using Held = std::variant<bool, std::int64_t, std::uint64_t, double, Moment, std::string_view>;
  [[nodiscard]] const Held& held() const { return value_; }

 private:
  Held value_;
};

struct LogField {
  Literal name;
  LogValue value;
};
using LogFields = std::initializer_list<LogField>;

enum class LogLevel : std::uint8_t { debug, info, warning, error };

struct LogSettings {
  LogLevel level = LogLevel::info;
  int file_descriptor = 2;  ///< Stays open and the caller's; standard error by default.
};

class Log {
 public:
  using Now = std::function<Moment()>;

  Log(const LogSettings& settings, Now now);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  void debug(Literal event, LogFields fields = {});
  void info(Literal event, LogFields fields = {});
  void warning(Literal event, LogFields fields = {});
  void error(Literal event, LogFields fields = {});

  /// An exception that reached an edge. Its type and, for system errors, the code are written; its text is not, because
  /// a parser or a database may quote what it choked on.
  void fault(Literal event, const std::exception& exception, LogFields fields = {});

  /// Lines lost because the sink did not take them.
  [[nodiscard]] std::uint64_t dropped() const;

 private:
  void write(LogLevel level, Literal event, LogFields fields, std::string_view more);

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace meldmaat
