// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Which period a report is about, and how the file is called in which it is handed out. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/figures.hpp"

namespace meldmaat {

/// "2026.pdf", "2026-raad.pdf", "2026-team.pdf", "2026-k3.pdf" and each with "-en" behind the name, or "2026.csv".
[[nodiscard]] std::string figures_file(const FiguresWanted& wanted);
/// What a file of that name would hold; nothing: it is no name of one.
[[nodiscard]] std::optional<FiguresWanted> figures_in_file(std::string_view name);

inline constexpr int quarters_a_year = 4;

/// Its year, or its quarter.
[[nodiscard]] Period whole_period(const FiguresWanted& wanted);
/// Only when it is over: of two reports about a part of a year, one could be taken from the other. `rows` hold single
/// incidents anyway and go on until today. Nothing: it is not over yet, or has not begun.
[[nodiscard]] std::optional<Period> period_of(const FiguresWanted& wanted, LocalDate today);
/// What it is compared with: the year before, or the quarter before.
[[nodiscard]] FiguresWanted wanted_before(FiguresWanted wanted);

/// 1 to 4.
[[nodiscard]] int quarter_of(LocalDate day);

}  // namespace meldmaat
