// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A request on its way through the web channel. Internal to web_site.cpp, web_conversation.cpp, web_papers.cpp,
/// web_reports.cpp, web_sign_in.cpp and web_demo.cpp.
#pragma once

#include <string>
#include <vector>

#include "adapters/web/web_site.hpp"

namespace meldmaat {

struct WebSite::Visit {
  explicit Visit(Request asked) : request(std::move(asked)) {}
  Request request;
  std::vector<std::string> path;   ///< the parts of the path, decoded
  const Person* person = nullptr;  ///< whose conversation it is about; owned by the municipality

  [[nodiscard]] bool posts() const { return request.method == Method::post; }
  /// Forms of pages without script are answered with pages.
  [[nodiscard]] bool wants_page() const {
    return request.headers.value("Accept").find("text/html") != std::string_view::npos;
  }
  [[nodiscard]] ConversationKey key() const;
};

}  // namespace meldmaat
