// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/teams_files.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/file_kind.hpp"
#include "adapters/json_reader.hpp"

namespace meldmaat {

namespace {

using boost::asio::awaitable;

/// Twice of these, for a token that was just withdrawn, stay below `errand_lasts`.
constexpr std::chrono::seconds one_try{20};

constexpr std::string_view file_type = "application/vnd.microsoft.teams.file.download.info";

Fetched::Kind judge(const OutsideResult& result) {
  using Kind = Fetched::Kind;
  if (const auto* fault = std::get_if<OutsideFault>(&result)) {
    switch (*fault) {
      case OutsideFault::not_allowed: return Kind::never;
      case OutsideFault::too_large: return Kind::too_large;
      case OutsideFault::not_reached:
      case OutsideFault::lost: break;
    }
    return Kind::later;
  }
  const int status = std::get<OutsideAnswer>(result).status;
  if (status == 200) return Kind::here;
  // A refusal now and then that goes by itself is known of the Connector.
  const bool passing = status == 401 || status == 403 || status == 408 || status == 429 || status >= 500;
  return passing ? Kind::later : Kind::never;
}

}  // namespace

std::optional<std::string> errand_of(const TeamsAttachment& attachment) {
  const bool is_file = attachment.content_type == file_type && !attachment.download_url.empty();
  const bool is_image = attachment.content_type.starts_with("image/") && !attachment.content_url.empty();
  if (!is_file && !is_image) return std::nullopt;
  const nlohmann::json details{{"url", is_file ? attachment.download_url : attachment.content_url},
                               {"token", is_image},
                               {"name", attachment.name.size() > most_file_name_bytes ? "" : attachment.name}};
  return details.dump();
}

awaitable<Fetched> TeamsFiles::fetch(std::string details, std::size_t most_bytes) {
  Fetched fetched;
  fetched.kind = Fetched::Kind::never;
  auto read = read_json(details, JsonLimits{});
  auto* const document = std::get_if<nlohmann::json>(&read);
  if (document == nullptr) co_return fetched;
  fetched.name = text_at(*document, "name");
  const std::string url = text_at(*document, "url");
  const bool needs_token = document->value("token", false);
  for (int tries = 0; tries < 2; ++tries) {
    OutsideRequest request(Method::get, url);
    request.most_answer_bytes = most_bytes;
    request.limit = one_try;
    if (needs_token) {
      request.bearer = co_await token_.get();
      if (request.bearer.empty()) {
        fetched.kind = Fetched::Kind::later;
        co_return fetched;
      }
    }
    const std::string bearer = request.bearer;
    OutsideResult result = co_await outside_.exchange(std::move(request));
    fetched.kind = judge(result);
    auto* const answer = std::get_if<OutsideAnswer>(&result);
    if (answer != nullptr && fetched.kind == Fetched::Kind::here) fetched.bytes = std::move(answer->body);
    if (fetched.kind != Fetched::Kind::here) {
      log_.warning("teams_file_not_fetched", {{"status", answer == nullptr ? 0 : answer->status}});
    }
    if (!needs_token || answer == nullptr || answer->status != 401) break;
    token_.drop(bearer);
  }
  co_return fetched;
}

}  // namespace meldmaat
