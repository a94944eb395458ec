// SPDX-License-Identifier: EUPL-1.2
/// \file
/// meldmaat's own load generator. It starts the real program as `meldmaat serve` on loopback with a municipality made
/// for it, and lets its people speak: on the web (web_bench.hpp), and in Teams and on Matrix beside other bots
/// (teams_bench.hpp, matrix_bench.hpp). docs/benchmark.md explains the figures.
#include <cstdio>
#include <exception>

#include "tests/bench/matrix_bench.hpp"
#include "tests/bench/options.hpp"
#include "tests/bench/report.hpp"
#include "tests/bench/teams_bench.hpp"
#include "tests/bench/web_bench.hpp"
#include "tests/fakes/temporary_folder.hpp"

int main(int argc, char** argv) {
  using namespace meldmaat::bench;
  const auto options = read_options({argv, argv + argc});
  if (!options) {
    std::fputs(usage, stderr);
    return 2;
  }
  try {
    const meldmaat::fakes::TemporaryFolder folder;
    Results results;
    if (options->web) results.web = measure_web(*options, folder / "web");
    if (options->teams) results.teams = measure_teams(*options, folder / "teams");
    if (options->matrix) results.matrix = measure_matrix(*options, folder / "matrix");
    std::fputs((options->json ? json(results) : table(results)).c_str(), stdout);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "meldmaat-bench: %s\n", error.what());
    return 1;
  }
  return 0;
}
