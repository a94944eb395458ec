// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Microsoft's side of the wire, on loopback: the Connector's OpenID document and keys, the token endpoint of Entra,
/// and a Connector that keeps what it was sent and answers as it was told. A real HTTP server on the test's io_context.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <deque>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "adapters/http_server.hpp"
#include "tests/adapters/teams/token_maker.hpp"

namespace meldmaat {

/// One call the Connector got.
struct ConnectorPost {
  std::string method;
  std::string conversation;  ///< empty: a new one was asked for
  std::string activity;      ///< of an update
  std::string authorization;
  nlohmann::json body;
  int status = 0;  ///< what it was answered
};

class FakeMicrosoft final : public HttpHandler {
 public:
  /// \param port 0: any that is free
  FakeMicrosoft(boost::asio::io_context& io, Metrics& metrics, const FailureDesk& desk, std::uint16_t port = 0);

  [[nodiscard]] std::optional<GateRules> rules_for(std::string_view path) const override;
  [[nodiscard]] boost::asio::awaitable<Response> handle(Request request) override;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] std::string service_url() const { return origin() + "/emea/"; }

  /// The next calls of the Connector are answered so, one each; after them everything is taken again.
  void answer_next(Response response) { scripted_.push_back(std::move(response)); }
  /// Every call of this conversation, or to create one for this member, is answered so until forgotten.
  void answer_always(std::string who, int status, std::string code);
  void be_kind() { always_.reset(); }

  [[nodiscard]] const std::vector<ConnectorPost>& posts() const { return posts_; }
  /// What was taken in this conversation, updates in the place of what they replace, oldest first.
  [[nodiscard]] std::vector<nlohmann::json> chat(const std::string& conversation) const;
  /// What lies under "/files/<name>" (for everybody) and "/emea/v3/attachments/<name>" (for the bot).
  std::map<std::string, std::string> files;
  /// Calls for files are answered so, one each, before the files are given.
  std::deque<int> file_statuses;
  struct FileCall {
    std::string path;
    std::string authorization;
  };
  [[nodiscard]] const std::vector<FileCall>& file_calls() const { return file_calls_; }
  [[nodiscard]] int tokens_given() const { return tokens_given_; }
  [[nodiscard]] int key_fetches() const { return key_fetches_; }

  SigningKey key = SigningKey::first();
  int token_status = 200;          ///< of the token endpoint
  int keys_status = 200;           ///< of the key set
  std::string accepted = "token";  ///< the Connector takes "<this>-<n>" for n counted at the token endpoint

 private:
  struct Always {
    std::string who;
    int status;
    std::string code;
  };
  [[nodiscard]] Response connector(const Request& request);
  [[nodiscard]] Response give_file(const Request& request);
  [[nodiscard]] Response decide(const ConnectorPost& post);

  HttpServer server_;
  std::uint16_t port_;
  std::deque<Response> scripted_;
  std::optional<Always> always_;
  std::vector<ConnectorPost> posts_;
  std::vector<FileCall> file_calls_;
  int tokens_given_ = 0;
  int key_fetches_ = 0;
};

[[nodiscard]] Response connector_error(int status, const std::string& code);

}  // namespace meldmaat
