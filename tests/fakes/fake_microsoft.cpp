// SPDX-License-Identifier: EUPL-1.2
#include "tests/fakes/fake_microsoft.hpp"

#include <algorithm>

#include "adapters/system_clock.hpp"

namespace meldmaat {

namespace {

HttpServerSettings loopback(std::uint16_t port) {
  HttpServerSettings settings;
  settings.port = port;
  settings.hosts = {"127.0.0.1:0"};
  settings.most_connections_per_peer = settings.most_connections;
  return settings;
}

Response json(int status, const nlohmann::json& body) {
  return Response(status, "application/json", body.dump());
}

}  // namespace

Response connector_error(int status, const std::string& code) {
  return json(status, {{"error", {{"code", code}, {"message", "on purpose"}}}});
}

FakeMicrosoft::FakeMicrosoft(boost::asio::io_context& io, Metrics& metrics, const FailureDesk& desk, std::uint16_t port)
    : server_(io.get_executor(), loopback(port), *this, metrics, desk, monotonic_now), port_(server_.start()) {}

std::optional<GateRules> FakeMicrosoft::rules_for(std::string_view /*path*/) const {
  GateRules rules;
  rules.methods = {Method::get, Method::post, Method::put};
  rules.most_body_bytes = 1024UL * 1024;
  return rules;
}

void FakeMicrosoft::answer_always(std::string who, int status, std::string code) {
  always_ = Always{std::move(who), status, std::move(code)};
}

boost::asio::awaitable<Response> FakeMicrosoft::handle(Request request) {
  if (request.path == "/openid") {
    co_return Response(200, "application/json", metadata_document(origin() + "/keys"));
  }
  if (request.path == "/keys") {
    ++key_fetches_;
    co_return Response(keys_status, "application/json", key_set({key.jwk()}));
  }
  if (request.path.ends_with("/oauth2/v2.0/token")) {
    if (token_status != 200) co_return Response(token_status);
    const std::string token = accepted + "-" + std::to_string(++tokens_given_);
    co_return json(200, {{"token_type", "Bearer"}, {"expires_in", 3600}, {"access_token", token}});
  }
  if (request.method == Method::get) co_return give_file(request);
  if (request.path.starts_with("/emea/v3/conversations")) co_return connector(request);
  co_return Response(404);
}

Response FakeMicrosoft::give_file(const Request& request) {
  file_calls_.push_back({request.path, std::string(request.headers.value("Authorization"))});
  if (!file_statuses.empty()) {
    const int status = file_statuses.front();
    file_statuses.pop_front();
    return Response(status);
  }
  constexpr std::string_view images = "/emea/v3/attachments/";
  const bool is_image = request.path.starts_with(images);
  if (is_image && !file_calls_.back().authorization.starts_with("Bearer " + accepted + "-")) return Response(401);
  const auto found = files.find(request.path.substr(request.path.rfind('/') + 1));
  return found == files.end() ? Response(404) : Response(200, "application/octet-stream", found->second);
}

Response FakeMicrosoft::connector(const Request& request) {
  const auto parts = request.path_parts().value_or(std::vector<std::string>{});
  ConnectorPost post;
  post.method = name_of(request.method);
  if (parts.size() > 3) post.conversation = parts[3];
  if (parts.size() > 5) post.activity = parts[5];
  post.authorization = request.headers.value("Authorization");
  post.body = nlohmann::json::parse(request.body, nullptr, false);
  Response response = decide(post);
  post.status = response.status;
  posts_.push_back(std::move(post));
  return response;
}

Response FakeMicrosoft::decide(const ConnectorPost& post) {
  if (!scripted_.empty()) {
    Response scripted = std::move(scripted_.front());
    scripted_.pop_front();
    return scripted;
  }
  if (!post.authorization.starts_with("Bearer " + accepted + "-")) return Response(401);
  const bool creates = post.conversation.empty();
  const std::string who = creates ? post.body["members"][0]["id"].get<std::string>() : post.conversation;
  if (always_ && always_->who == who) return connector_error(always_->status, always_->code);
  if (creates) return json(201, {{"id", "a:made-for-" + who}});
  if (!post.activity.empty()) return json(200, {{"id", post.activity}});
  return json(201, {{"id", "m" + std::to_string(posts_.size())}});
}

std::vector<nlohmann::json> FakeMicrosoft::chat(const std::string& conversation) const {
  std::vector<std::pair<std::string, nlohmann::json>> places;
  for (std::size_t index = 0; index < posts_.size(); ++index) {
    const auto& post = posts_[index];
    if (post.conversation != conversation || post.status < 200 || post.status > 299) continue;
    const auto place = std::ranges::find(places, post.activity, [](const auto& each) { return each.first; });
    if (place != places.end()) {
      place->second = post.body;
    } else {
      places.emplace_back("m" + std::to_string(index), post.body);
    }
  }
  std::vector<nlohmann::json> bodies;
  for (auto& [id, body] : places) bodies.push_back(std::move(body));
  return bodies;
}

}  // namespace meldmaat
