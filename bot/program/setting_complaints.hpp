// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Complaints about settings whose place in the file is not known any more: what the reader of meldmaat.toml cannot
/// judge, because it knows no cryptography and no network. Nothing of what stands in the files is quoted.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/complaint.hpp"

namespace meldmaat {

class SettingComplaints {
 public:
  void about(const std::string& setting, const std::string& what, std::string expected);
  /// Such as the one outgoing door takes.
  void unless_address(const std::string& setting, const std::string& text);
  /// Reads the file.
  void unless_authorities(const std::string& setting, const std::optional<std::filesystem::path>& file);
  [[nodiscard]] std::vector<Complaint> take() { return std::move(list_); }

 private:
  std::vector<Complaint> list_;
};

}  // namespace meldmaat
