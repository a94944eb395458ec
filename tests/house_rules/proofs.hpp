// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Rows that say what is promised and which test proves it: "id | what | proofs", with "- " and a reason in the place
/// of proofs where a part is missing. A proof is Suite.Test of a GoogleTest, or a file below tests/.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace meldmaat::house_rules {

struct ProvedRow {
  std::string id;
  std::string what;
  std::vector<std::string> proofs;
  std::string missing;  ///< why it does not hold; empty: it does
};

/// \param file below tests/house_rules/. A line that is no row fails the test.
[[nodiscard]] std::vector<ProvedRow> read_proved_rows(const std::string& file);
[[nodiscard]] std::size_t count_missing(const std::vector<ProvedRow>& rows);
/// Fails the test for a row without words, and for a proof that does not exist.
void expect_proofs_exist(const std::vector<ProvedRow>& rows);

/// "`One.Test`, `Another.Test`"
[[nodiscard]] std::string listed(const std::vector<std::string>& proofs);
/// Fails the test when docs/`name` is not `wanted`, and leaves what it should be in the folder for temporary files.
void expect_documented(const std::string& name, const std::string& wanted);

[[nodiscard]] std::string contents(const std::filesystem::path& file);

}  // namespace meldmaat::house_rules
