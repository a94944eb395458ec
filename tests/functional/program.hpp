// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The real program as a child process, on loopback, and a person who talks with it over HTTP.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "adapters/http_client.hpp"

namespace meldmaat::functional {

/// One run of the program. Killed when it goes out of scope.
class Program {
 public:
  /// Starts it and waits for the line "ready <url>". \throws std::runtime_error with its output when that does not come
  /// \param log what it says on standard error is added to this file; empty: it is said where the test says things
  explicit Program(const std::vector<std::string>& arguments, const std::filesystem::path& log = {});
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  void kill();      ///< SIGKILL, and waits until it is gone
  int terminate();  ///< SIGTERM, and waits. \return the exit code
  bool crash();     ///< SIGABRT, and waits. \return whether the system wrote its memory to a file

 private:
  int wait();
  pid_t pid_ = -1;
  int output_ = -1;
  std::uint16_t port_ = 0;
};

struct Ended {
  int code = 0;       ///< -1: ended by a signal
  std::string words;  ///< standard output and standard error
};

/// Runs it until it ends by itself.
[[nodiscard]] Ended run_to_end(const std::vector<std::string>& arguments);

/// Runs it until it says these words, and ends it then (SIGTERM).
/// \param meanwhile is done between the two
[[nodiscard]] Ended run_until(const std::vector<std::string>& arguments, const std::string& words,
                              const std::function<void()>& meanwhile = {});

/// Runs it, and kills it after `moment` unless it had ended.
void run_and_kill(const std::vector<std::string>& arguments, std::chrono::microseconds moment);

/// A port of this machine on which nothing listens.
[[nodiscard]] std::uint16_t free_port();

struct Answer {
  int status = 0;  ///< 0: no answer
  nlohmann::json body;
  std::string text;  ///< the body as it came
};

/// A connection to a program; makes a new one by itself after a restart.
class Wire {
 public:
  explicit Wire(std::uint16_t port);
  Answer get(const std::string& target);
  /// With the header Origin when there is none.
  Answer send(ClientRequest request);
  Answer post(const std::string& target, const nlohmann::json& body, const std::string& key);
  /// With the header Postbox-Work.
  Answer post_with_work(const std::string& target, const nlohmann::json& body, const std::string& work);

  /// Sends the post, and calls `interrupt` after `moment` unless the answer was there first.
  /// \return the answer; status 0 when the interruption came first
  template <class Interrupt>
  Answer post_interrupted(const std::string& target, const nlohmann::json& body, const std::string& key,
                          std::chrono::microseconds moment, Interrupt interrupt);

 private:
  ClientRequest request(const std::string& target, const nlohmann::json& body, const std::string& key) const;
  Answer exchange(ClientRequest request);
  Answer race(ClientRequest request, std::chrono::microseconds moment, const std::function<void()>& interrupt);

  std::string origin_;
  boost::asio::io_context io_;
  HttpClient client_;
};

template <class Interrupt>
Answer Wire::post_interrupted(const std::string& target, const nlohmann::json& body, const std::string& key,
                              std::chrono::microseconds moment, Interrupt interrupt) {
  return race(request(target, body, key), moment, interrupt);
}

}  // namespace meldmaat::functional
