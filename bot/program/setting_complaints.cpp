// SPDX-License-Identifier: EUPL-1.2
#include "bot/program/setting_complaints.hpp"

#include "adapters/authorities.hpp"
#include "adapters/url.hpp"

namespace meldmaat {

void SettingComplaints::about(const std::string& setting, const std::string& what, std::string expected) {
  list_.push_back(
      {{"meldmaat.toml", 0, 0}, Complaint::Weight::mistake, setting + ": " + what, std::move(expected), {}});
}

void SettingComplaints::unless_address(const std::string& setting, const std::string& text) {
  if (text.empty() || read_url(text)) return;
  about(setting, in_quotes(text) + " is not an address that can be called", "a host name, or a whole IP address");
}

void SettingComplaints::unless_authorities(const std::string& setting,
                                           const std::optional<std::filesystem::path>& file) {
  if (!file || holds_authorities(file->string())) return;
  about(setting, "there are no certificates in " + in_quotes(file->string()), "PEM: -----BEGIN CERTIFICATE-----");
}

}  // namespace meldmaat
