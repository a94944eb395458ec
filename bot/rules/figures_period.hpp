// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Which period a report is about, and how the file is called in which it is handed out. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/figures.hpp"

namespace meldmaat {

/// "2026.pdf", "2026-raad.pdf", "2026-k3.pdf" and each with "-en" behind the name, or "2026.csv".
[[nodiscard]] std::string figures_file(const FiguresWanted& wanted);
/// What a file of that name would hold; nothing: it is no name of one.
[[nodiscard]] std::optional<FiguresWanted> figures_in_file(std::string_view name);

/// Whole quarters that are over, so that two reports of one week do not differ by a single incident. `rows` hold single
/// incidents anyway and go on until today. Nothing: nothing of it is over yet.
[[nodiscard]] std::optional<Period> period_of(const FiguresWanted& wanted, LocalDate today);
/// What it is compared with: the same quarters of the year before, or the quarter before.
[[nodiscard]] Period period_before(const FiguresWanted& wanted, const Period& period);

/// 1 to 4.
[[nodiscard]] int quarter_of(LocalDate day);

}  // namespace meldmaat
