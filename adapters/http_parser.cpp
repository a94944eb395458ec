// SPDX-License-Identifier: EUPL-1.2
#include "adapters/http_parser.hpp"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/version.hpp>
#include <optional>

namespace meldmaat {

namespace {

namespace http = boost::beast::http;
using ErrorCode = boost::beast::error_code;
using View = boost::beast::string_view;

// A promised length is believed only this far before the bytes are there.
constexpr std::uint64_t most_reserved_bytes = 256 * 1024;

std::string_view standard(View view) {
  return {view.data(), view.size()};
}

// Where Beast's parser puts what it finds: straight into our values, without a container of its own.
template <bool is_request>
class Sink : public http::basic_parser<is_request> {
 public:
  Sink(Headers& headers, std::string& body) : headers_(headers), body_(body) {}

  [[nodiscard]] int status() const { return status_; }

 private:
  void on_request_impl(http::verb, View, View, int, ErrorCode&) override {}
  void on_response_impl(int status, View, int, ErrorCode&) override { status_ = status; }
  void on_field_impl(http::field, View name, View value, ErrorCode& error) override {
    if (this->is_header_done()) {
      error = http::error::bad_field;  // A trailer: nobody here reads one, and it could carry what a head may not.
    } else {
      headers_.add(standard(name), standard(value));
    }
  }
#if BOOST_BEAST_VERSION >= 359
  void on_trailer_field_impl(http::field, View, View, ErrorCode& error) override { error = http::error::bad_field; }
#endif
  void on_header_impl(ErrorCode&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, ErrorCode&) override {
    if (length) body_.reserve(static_cast<std::size_t>(std::min(*length, most_reserved_bytes)));
  }
  std::size_t on_body_impl(View bytes, ErrorCode&) override {
    body_.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t, View extensions, ErrorCode& error) override {
    if (!extensions.empty()) error = http::error::bad_chunk_extension;
  }
  std::size_t on_chunk_body_impl(std::uint64_t, View bytes, ErrorCode&) override {
    body_.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  void on_finish_impl(ErrorCode&) override {}

  Headers& headers_;
  std::string& body_;
  int status_ = 0;
};

template <bool is_request>
ReadingStep feed_sink(Sink<is_request>& sink, std::string_view bytes) {
  ErrorCode error;
  const std::size_t consumed = sink.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
  if (error == http::error::need_more) return {Reading::need_more, consumed};
  if (error == http::error::body_limit) return {Reading::too_large, consumed};
  if (error) return {Reading::invalid, consumed};
  return {sink.is_done() ? Reading::complete : Reading::need_more, consumed};
}

}  // namespace

class RequestParser::Beast {
 public:
  std::optional<Sink<true>> sink;
};

RequestParser::RequestParser() : beast_(std::make_unique<Beast>()) {}
RequestParser::~RequestParser() = default;

void RequestParser::start(Request& request, std::uint64_t most_body_bytes) {
  Sink<true>& sink = beast_->sink.emplace(request.headers, request.body);
  sink.eager(true);
  sink.body_limit(most_body_bytes);
}

ReadingStep RequestParser::feed(std::string_view bytes) {
  return feed_sink(*beast_->sink, bytes);
}

std::uint64_t RequestParser::content_length() const {
  const auto length = beast_->sink->content_length();
  return length ? *length : 0;
}

bool RequestParser::chunked() const {
  return beast_->sink->chunked();
}

class AnswerParser::Beast {
 public:
  std::optional<Sink<false>> sink;
};

AnswerParser::AnswerParser() : beast_(std::make_unique<Beast>()) {}
AnswerParser::~AnswerParser() = default;

void AnswerParser::start(Method asked, Headers& headers, std::string& body, std::uint64_t most_body_bytes) {
  Sink<false>& sink = beast_->sink.emplace(headers, body);
  sink.eager(true);
  sink.skip(asked == Method::head);
  sink.body_limit(most_body_bytes);
}

ReadingStep AnswerParser::feed(std::string_view bytes) {
  return feed_sink(*beast_->sink, bytes);
}

Reading AnswerParser::finish() {
  if (!beast_->sink->got_some()) return Reading::invalid;
  ErrorCode error;
  beast_->sink->put_eof(error);
  return error ? Reading::invalid : Reading::complete;
}

bool AnswerParser::head_complete() const {
  return beast_->sink->is_header_done();
}
int AnswerParser::status() const {
  return beast_->sink->status();
}
bool AnswerParser::keep_alive() const {
  return beast_->sink->keep_alive();
}

}  // namespace meldmaat
