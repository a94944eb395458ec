// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Files and pasted images from Teams (protocol reference §13). A file lies in SharePoint behind a link that opens it
/// by itself for some minutes: it is fetched without a token. A pasted image lies at the Connector: it needs the bot's
/// token, which goes nowhere else (CVE-2026-28481). Which hosts may be called at all is the concern of Outside. I/O
/// thread only.
#pragma once

#include <optional>
#include <string>

#include "adapters/file_source.hpp"
#include "adapters/log.hpp"
#include "adapters/outside.hpp"
#include "adapters/teams/activity.hpp"
#include "adapters/teams/bot_token.hpp"
#include "adapters/teams/teams_reach.hpp"

namespace meldmaat {

/// Errand::details of what was attached; nothing for what is neither a file nor an image.
[[nodiscard]] std::optional<std::string> errand_of(const TeamsAttachment& attachment);

class TeamsFiles final : public FileSource {
 public:
  /// All outlive this.
  TeamsFiles(Outside& outside, BotToken& token, Log& log) : outside_(outside), token_(token), log_(log) {}

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] boost::asio::awaitable<Fetched> fetch(std::string details, std::size_t most_bytes) override;

 private:
  Outside& outside_;
  BotToken& token_;
  Log& log_;
  const std::string name_{teams_channel_name};
};

}  // namespace meldmaat
