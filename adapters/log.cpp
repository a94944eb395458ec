// SPDX-License-Identifier: EUPL-1.2
#include "adapters/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/sink.h>
#include <sys/poll.h>
#include <unistd.h>

#include <atomic>
#include <boost/core/demangle.hpp>
#include <boost/system/system_error.hpp>
#include <cerrno>
#include <climits>
#include <cmath>
#include <system_error>
#include <typeinfo>

#include "adapters/utf8.hpp"

namespace meldmaat {

namespace {

// A line of at most PIPE_BUF bytes goes into a pipe whole or not at all, and never waits when poll() said there is
// room.
constexpr std::size_t most_line_bytes = PIPE_BUF;
constexpr std::size_t most_text_bytes = 512;

// A pattern of spdlog would let a quote or a line end in a field write a second line: every text goes through here.
void append_text(std::string& out, std::string_view text) {
  out += '"';
  text = text.substr(0, most_text_bytes);
  while (!text.empty()) {
    const std::size_t size = utf8_size(text);
    const auto byte = static_cast<unsigned char>(text.front());
    if (size == 0) {
      out += "\\ufffd";
    } else if (byte < 0x20 || byte == 0x7F) {
      char escape[8];
      std::snprintf(escape, sizeof(escape), "\\u%04x", static_cast<unsigned>(byte));
      out += escape;
    } else {
      if (byte == '"' || byte == '\\') out += '\\';
      out.append(text.substr(0, size));
    }
    text.remove_prefix(size == 0 ? 1 : size);
  }
  out += '"';
}

std::string moment_text(Moment moment) {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(moment - day);
  char text[40];
  const int size =
      std::snprintf(text, sizeof(text), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                    static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                    static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return std::string(text, static_cast<std::size_t>(size));
}

struct AppendValue {
  std::string& out;

  void operator()(bool value) const { out += value ? "true" : "false"; }
  void operator()(std::int64_t value) const { out += std::to_string(value); }
  void operator()(std::uint64_t value) const { out += std::to_string(value); }
  void operator()(double value) const { out += std::isfinite(value) ? std::to_string(value) : "null"; }
  void operator()(Moment value) const { append_text(out, moment_text(value)); }
  void operator()(std::string_view value) const { append_text(out, value); }
};

std::string fault_text(const std::exception& exception) {
  std::string text = ",\"type\":";
  append_text(text, boost::core::demangle(typeid(exception).name()));
  const auto append_code = [&text](int code, const char* category) {
    text.append(",\"code\":").append(std::to_string(code)).append(",\"category\":");
    append_text(text, category);
  };
  if (const auto* ours = dynamic_cast<const boost::system::system_error*>(&exception)) {
    append_code(ours->code().value(), ours->code().category().name());
  } else if (const auto* standard = dynamic_cast<const std::system_error*>(&exception)) {
    append_code(standard->code().value(), standard->code().category().name());
  }
  return text;
}

std::string_view level_name(spdlog::level::level_enum level) {
  if (level == spdlog::level::debug) return "debug";
  if (level == spdlog::level::info) return "info";
  return level == spdlog::level::warn ? "warning" : "error";
}

// `members` is the inside of a JSON object; time and level come before it.
std::string json_line(spdlog::log_clock::time_point time, spdlog::level::level_enum level, std::string_view members) {
  const auto moment = std::chrono::floor<Milliseconds>(time);
  std::string line = "{\"time\":\"" + moment_text(Moment(moment.time_since_epoch())) + "\",\"level\":\"";
  line.append(level_name(level)).append("\",").append(members).append("}\n");
  return line;
}

spdlog::level::level_enum spdlog_level(LogLevel level) {
  switch (level) {
    case LogLevel::debug: return spdlog::level::debug;
    case LogLevel::info: return spdlog::level::info;
    case LogLevel::warning: return spdlog::level::warn;
    case LogLevel::error: return spdlog::level::err;
  }
  return spdlog::level::info;
}

// Writes to a descriptor without ever waiting for its reader. Without a lock too: a line is one write() of at most
// PIPE_BUF bytes, which does not mix with another thread's.
class PatientlessSink : public spdlog::sinks::sink {
 public:
  explicit PatientlessSink(int descriptor) : descriptor_(descriptor) {}

  [[nodiscard]] std::uint64_t dropped() const { return dropped_.load(std::memory_order_relaxed); }

  void log(const spdlog::details::log_msg& message) override {
    if (const std::uint64_t untold = untold_.exchange(0); untold > 0) {
      const std::string payload = "\"event\":\"log_lines_dropped\",\"count\":" + std::to_string(untold);
      if (!put(json_line(message.time, spdlog::level::warn, payload))) untold_ += untold;
    }
    if (put(json_line(message.time, message.level, {message.payload.data(), message.payload.size()}))) return;
    dropped_.fetch_add(1, std::memory_order_relaxed);
    ++untold_;
  }
  void flush() override {}
  // The form of a line is not up for choice.
  void set_pattern(const std::string&) override {}
  void set_formatter(std::unique_ptr<spdlog::formatter>) override {}

 private:
  [[nodiscard]] bool put(std::string_view line) const {
    if (line.size() > most_line_bytes) return false;
    pollfd room{descriptor_, POLLOUT, 0};
    if (::poll(&room, 1, 0) != 1 || (room.revents & POLLOUT) == 0) return false;
    ssize_t written = 0;
    do {
      written = ::write(descriptor_, line.data(), line.size());
    } while (written < 0 && errno == EINTR);
    return written == static_cast<ssize_t>(line.size());
  }

  int descriptor_;
  std::atomic<std::uint64_t> untold_ = 0;
  std::atomic<std::uint64_t> dropped_ = 0;
};

}  // namespace

struct Log::Parts {
  Parts(const LogSettings& settings, Now clock)
      : now(std::move(clock)),
        sink(std::make_shared<PatientlessSink>(settings.file_descriptor)),
        logger("meldmaat", sink) {
    logger.set_level(spdlog_level(settings.level));
  }

  Now now;
  std::shared_ptr<PatientlessSink> sink;  // spdlog shares its sinks.
  spdlog::logger logger;
};

Log::Log(const LogSettings& settings, Now now) : parts_(std::make_unique<Parts>(settings, std::move(now))) {}
Log::~Log() = default;

void Log::debug(Literal event, LogFields fields) {
  write(LogLevel::debug, event, fields, {});
}
void Log::info(Literal event, LogFields fields) {
  write(LogLevel::info, event, fields, {});
}
void Log::warning(Literal event, LogFields fields) {
  write(LogLevel::warning, event, fields, {});
}
void Log::error(Literal event, LogFields fields) {
  write(LogLevel::error, event, fields, {});
}

void Log::fault(Literal event, const std::exception& exception, LogFields fields) {
  write(LogLevel::error, event, fields, fault_text(exception));
}

std::uint64_t Log::dropped() const {
  return parts_->sink->dropped();
}

void Log::write(LogLevel level, Literal event, LogFields fields, std::string_view more) {
  if (!parts_->logger.should_log(spdlog_level(level))) return;
  std::string payload = "\"event\":";
  append_text(payload, event.view());
  for (const LogField& field : fields) {
    payload += ',';
    append_text(payload, field.name.view());
    payload += ':';
    std::visit(AppendValue{payload}, field.value.held());
  }
  payload.append(more);
  const spdlog::log_clock::time_point time(
      std::chrono::duration_cast<spdlog::log_clock::duration>(parts_->now().time_since_epoch()));
  parts_->logger.log(time, spdlog::source_loc{}, spdlog_level(level), payload);
}

}  // namespace meldmaat
