// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The figures of a whole run, as a table for people and as JSON.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace meldmaat::bench {

/// What was measured on the web, over all rounds. Vectors hold one value for each half second, round or start.
struct WebResults {
  std::vector<double> turns_64;     ///< turns a second, each half second
  std::vector<double> turns_1;      ///< the same at one connection
  std::vector<double> cpu_us_64;    ///< of the program, microseconds a turn, each round
  std::vector<double> p50_64;       ///< ms, each round
  std::vector<double> p99_64;       ///< ms, each round
  std::vector<double> p50_200;      ///< ms at 200 arrivals a second, each round
  std::vector<double> p99_200;      ///< ms
  std::vector<double> late_p99;     ///< ms the generator itself was late, p99 of each round
  std::vector<double> syncs;        ///< fdatasync of one page a second, each round
  std::vector<double> bare;         ///< /healthz answers a second, each half second
  std::vector<double> first_start;  ///< ms from exec to /readyz 200, with an empty folder
  std::vector<double> restart;      ///< the same with the database of the rounds
  double idle_mib = 0;              ///< resident, ready, before anybody came
  double loaded_mib = 0;            ///< resident, the most that was seen under load
  double loaded_pss_mib = 0;
  std::size_t turns = 0;  ///< all that were acknowledged
  double database_mib = 0;
};

/// What is measured of every bot beside others, in the same way.
struct BotResults {
  std::string name;
  std::vector<double> ready;  ///< ms from exec until it is ready
  double idle_mib = 0;        ///< resident, ready, before anybody came
  double loaded_mib = 0;      ///< resident, the most that was seen under load
  double calls = 0;           ///< with which it answers a turn, on average
  std::size_t turns = 0;      ///< all that were complete
};

struct TeamsResults : BotResults {
  std::vector<double> turns_64;          ///< complete turns a second, each half second
  std::vector<double> turns_1;           ///< the same at one connection
  std::vector<double> cpu_us_64;         ///< microseconds a turn, each round
  std::vector<double> p50_64;            ///< ms until answered, each round
  std::vector<double> p99_64;            ///< ms
  std::vector<double> p50_200;           ///< ms until the reply arrived at the Connector, at 200 arrivals a second
  std::vector<double> p99_200;           ///< ms
  std::vector<double> answered_p99_200;  ///< ms until answered
};

/// A turn is an event here, and a transaction is what is answered.
struct MatrixResults : BotResults {
  std::vector<double> events_16;    ///< complete events a second, each half second
  std::vector<double> cpu_us_16;    ///< microseconds an event, each round
  std::vector<double> p99_16;       ///< ms until a transaction was answered, each round
  std::vector<double> said_p99_16;  ///< ms until an event was complete
  std::vector<double> events_100;   ///< in transactions of 100
  std::vector<double> cpu_us_100;
  std::vector<double> p99_100;
};

struct Results {
  std::optional<WebResults> web;      ///< nothing: not measured
  std::vector<TeamsResults> teams;    ///< meldmaat first; empty: not measured
  std::vector<MatrixResults> matrix;  ///< the same
};

[[nodiscard]] double median(std::vector<double> values);

[[nodiscard]] std::string table(const Results& results);
[[nodiscard]] std::string json(const Results& results);

}  // namespace meldmaat::bench
