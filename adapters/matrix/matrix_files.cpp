// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/matrix_files.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/file_kind.hpp"
#include "adapters/json_reader.hpp"

namespace meldmaat {

namespace {

using boost::asio::awaitable;

struct MediaPlace {
  std::string server;
  std::string id;
};

/// Strict: both parts become segments of a path at our own homeserver (spec "Matrix Content (mxc://) URIs").
std::optional<MediaPlace> read_mxc(std::string_view url) {
  constexpr std::string_view scheme = "mxc://";
  if (!url.starts_with(scheme) || url.size() > most_matrix_id_bytes) return std::nullopt;
  url.remove_prefix(scheme.size());
  const auto slash = url.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view server = url.substr(0, slash);
  const std::string_view id = url.substr(slash + 1);
  const auto is_name = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '-';
  };
  const auto of_server = [&](char letter) {
    return is_name(letter) || std::string_view(".:[]").find(letter) != std::string_view::npos;
  };
  const auto of_id = [&](char letter) { return is_name(letter) || letter == '_'; };
  // "." and ".." would be steps in the path.
  if (server.empty() || server.starts_with('.') || id.empty() || !std::ranges::all_of(server, of_server) ||
      !std::ranges::all_of(id, of_id)) {
    return std::nullopt;
  }
  return MediaPlace{std::string(server), std::string(id)};
}

}  // namespace

std::optional<std::string> errand_of(const FileSent& file) {
  if (!read_mxc(file.url)) return std::nullopt;
  const nlohmann::json details{{"url", file.url}, {"name", file.name.size() > most_file_name_bytes ? "" : file.name}};
  return details.dump();
}

awaitable<Fetched> MatrixFiles::fetch(std::string details, std::size_t most_bytes) {
  Fetched fetched;
  fetched.kind = Fetched::Kind::never;
  const auto read = read_json(details, JsonLimits{});
  const auto* const document = std::get_if<nlohmann::json>(&read);
  if (document == nullptr) co_return fetched;
  fetched.name = text_at(*document, "name");
  const auto place = read_mxc(text_at(*document, "url"));
  if (!place) co_return fetched;
  std::string path = matrix_path("/v1/media/download/{}/{}", {place->server, place->id});
  OutsideResult result = co_await homeserver_.download(std::move(path), most_bytes);
  auto* const answer = std::get_if<OutsideAnswer>(&result);
  if (answer != nullptr && answer->status == 200) {
    fetched.kind = Fetched::Kind::here;
    fetched.bytes = std::move(answer->body);
    co_return fetched;
  }
  const auto* const fault = std::get_if<OutsideFault>(&result);
  const bool passing = answer != nullptr ? answer->status == 401 || answer->status == 429 || answer->status >= 500
                                         : *fault == OutsideFault::not_reached || *fault == OutsideFault::lost;
  if (passing) fetched.kind = Fetched::Kind::later;
  if (fault != nullptr && *fault == OutsideFault::too_large) fetched.kind = Fetched::Kind::too_large;
  log_.warning("matrix_file_not_fetched", {{"status", answer == nullptr ? 0 : answer->status}});
  co_return fetched;
}

}  // namespace meldmaat
