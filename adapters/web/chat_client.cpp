// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/chat_client.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <charconv>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/http_client.hpp"
#include "adapters/json_reader.hpp"

namespace meldmaat {

namespace {

using nlohmann::json;

constexpr std::chrono::milliseconds patience{30'000};
/// Moving the clock seven weeks rings everything on the way.
constexpr std::chrono::milliseconds clock_patience{120'000};

/// The server said no; its own words.
class Problem : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Sends one request and waits for the answer: the client does one thing at a time.
class Line {
 public:
  explicit Line(const WebAddress& at) : at_(at), client_(io_.get_executor(), at.host, at.port) {}

  ClientAnswer exchange(ClientRequest request, std::chrono::milliseconds limit = patience) {
    request.headers.add("Origin", at_.origin);
    request.headers.add("Accept", "application/json");
    if (!cookie_.empty()) request.headers.add("Cookie", cookie_);
    auto answer = boost::asio::co_spawn(io_, client_.exchange(std::move(request), limit), boost::asio::use_future);
    io_.restart();
    io_.run();
    return answer.get();
  }

  json ask(ClientRequest request, std::chrono::milliseconds limit = patience) {
    const auto answer = exchange(std::move(request), limit);
    auto body = json::parse(answer.body, nullptr, false);
    if (answer.status == 200 && body.is_object()) return body;
    throw Problem(body.is_object() ? body.value("detail", "") : "HTTP " + std::to_string(answer.status));
  }

  /// Uses a one-time link up and keeps the session it gives.
  void sign_in(const std::string& link) {
    const auto path = link.find("/invite/");
    if (path == std::string::npos) throw Problem("not a one-time link");
    const auto answer =
        exchange(ClientRequest(Method::post, link.substr(path), "application/x-www-form-urlencoded", ""));
    const auto cookie = answer.headers.value("Set-Cookie");
    if (answer.status != 303 || cookie.empty()) throw Problem("the link does not work any more");
    cookie_ = std::string(cookie.substr(0, cookie.find(';')));
  }

 private:
  WebAddress at_;
  boost::asio::io_context io_;
  HttpClient client_;
  std::string cookie_;
};

void print_options(const json& message, std::ostream& out) {
  int number = 0;
  for (const auto& option : message.value("options", json::array())) {
    out << "  " << ++number << ". " << text_at(option, "label") << '\n';
  }
}

void print(const json& message, std::ostream& out) {
  const bool own = text_at(message, "from") == "person";
  out << (own ? "> " : "< ");
  if (const auto number = text_at(message, "case"); !number.empty()) out << '[' << number << "] ";
  out << text_at(message, "text") << '\n';
  for (const auto& line : message.value("lines", json::array())) {
    out << "    " << text_at(line, "label") << ": " << text_at(line, "text") << '\n';
  }
  if (message.value("open", false)) print_options(message, out);
  out.flush();
}

class Conversation {
 public:
  Conversation(const ChatOptions& options, Random& random, std::ostream& out)
      : line_(options.at), path_("/p/" + options.person + "/"), random_(random), out_(out) {
    if (!options.link.empty()) line_.sign_in(options.link);
  }

  /// Prints what is new; what only replaces an older line is not said again.
  void show_new(int wait_seconds) {
    const auto target = path_ + "messages?after=" + std::to_string(last_) + "&wait=" + std::to_string(wait_seconds);
    for (const auto& message : line_.ask(ClientRequest(Method::get, target)).value("messages", json::array())) {
      last_ = message.value("seq", last_);
      if (message.contains("revises") && !message["revises"].is_null()) continue;
      print(message, out_);
    }
  }

  void say(const std::string& text) {
    ClientRequest request(Method::post, path_ + "messages", "application/json", json{{"text", text}}.dump());
    request.headers.add("Idempotency-Key", random_.hex(16));
    static_cast<void>(line_.ask(std::move(request)));
  }

  void send_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Problem("cannot read " + path);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    ClientRequest request(Method::post, path_ + "attachments", "application/octet-stream", std::move(bytes));
    request.headers.add("Idempotency-Key", random_.hex(16));
    request.headers.add("X-File-Name", path.substr(path.find_last_of('/') + 1));
    static_cast<void>(line_.ask(std::move(request)));
  }

 private:
  Line line_;
  std::string path_;
  Random& random_;
  std::ostream& out_;
  std::int64_t last_ = 0;
};

template <class Work>
int or_problem(std::ostream& err, Work work) {
  try {
    work();
    return 0;
  } catch (const Problem& problem) {
    err << problem.what() << '\n';
  } catch (const HttpClientError& error) {
    err << "no answer: " << error.what() << '\n';
  }
  return 1;
}

}  // namespace

std::optional<WebAddress> read_web_address(const std::string& url) {
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme)) return std::nullopt;
  auto rest = std::string_view(url).substr(scheme.size());
  if (rest.ends_with('/')) rest.remove_suffix(1);
  const auto colon = rest.rfind(':');
  if (colon == std::string_view::npos || rest.find('/') != std::string_view::npos) return std::nullopt;
  WebAddress address;
  address.host = std::string(rest.substr(0, colon));
  const auto port = rest.substr(colon + 1);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (error != std::errc{} || end != port.data() + port.size() || address.port == 0) return std::nullopt;
  if (address.host == "localhost") address.host = "127.0.0.1";
  address.origin = std::string(scheme) + address.host + ":" + std::to_string(address.port);
  return address;
}

int chat(const ChatOptions& options, Random& random, std::istream& in, std::ostream& out, std::ostream& err) {
  return or_problem(err, [&] {
    Conversation conversation(options, random, out);
    conversation.show_new(0);
    const auto next = [&](std::string& text) {
      while (options.wait_for_line && !options.wait_for_line()) conversation.show_new(0);
      return static_cast<bool>(std::getline(in, text));
    };
    for (std::string text; next(text);) {
      constexpr std::string_view file_word = "/file ";
      if (text.empty()) {
        conversation.show_new(0);
      } else if (text.starts_with(file_word)) {
        conversation.send_file(text.substr(file_word.size()));
      } else {
        conversation.say(text);
      }
      conversation.show_new(0);
    }
    conversation.show_new(0);
  });
}

int move_demo_clock(const WebAddress& at, const std::string& forward, std::ostream& out, std::ostream& err) {
  return or_problem(err, [&] {
    Line line(at);
    const auto body = json{{"forward", forward}}.dump();
    const auto answer = line.ask(ClientRequest(Method::post, "/demo/clock", "application/json", body), clock_patience);
    out << text_at(answer, "now") << " fired " << answer.value("fired", 0) << '\n';
  });
}

int ask_health(const WebAddress& at, std::ostream& out, std::ostream& err) {
  return or_problem(err, [&] {
    Line line(at);
    const auto answer = line.exchange(ClientRequest(Method::get, "/readyz"));
    if (answer.status != 200) throw Problem(answer.body.empty() ? "not ready" : answer.body);
    out << answer.body;
  });
}

}  // namespace meldmaat
