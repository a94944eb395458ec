// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is wrong with a configuration file, said so that whoever wrote the file can repair it without asking anybody:
/// where it stands, what is wrong, what was expected and which known word was probably meant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace meldmaat {

/// A place in a file. Lines and columns count from 1, columns in characters; 0 means the file as a whole.
struct Place {
  std::string file;  ///< as shown: relative to the configuration folder, "shipped/..." for what meldmaat brings itself
  int line = 0;
  int column = 0;
  auto operator<=>(const Place&) const = default;
};

struct Complaint {
  enum class Weight {
    mistake,  ///< meldmaat does not start
    warning   ///< meldmaat starts; somebody should look at it
  };
  Place place;
  Weight weight = Weight::mistake;
  std::string what;                                    ///< `unknown key "holdr" in [[role]]`
  std::string expected;                                ///< empty when `what` says enough
  std::string nearest;                                 ///< the known word that was probably meant; empty: none is near
  auto operator<=>(const Complaint&) const = default;  ///< by place
};

/// One line: `organisation.toml:12:8: unknown key "holdr" in [[role]]; expected one of ...; did you mean "holders"?`
[[nodiscard]] std::string describe(const Complaint& complaint);

/// Collects everything that is wrong, so that nobody has to repair one mistake to hear of the next.
class Complaints {
 public:
  void mistake(Place place, std::string what, std::string expected = {}, std::string nearest = {});
  void warning(Place place, std::string what, std::string expected = {}, std::string nearest = {});

  [[nodiscard]] bool any_mistake() const;
  /// In the order of the files and of the lines in them, each once.
  [[nodiscard]] std::vector<Complaint> in_order() const;

 private:
  std::vector<Complaint> list_;
};

/// The candidate that differs least from `word` (a letter added, left out, replaced or swapped with its neighbour,
/// upper and lower case being equal), or empty when even that one differs in more than a third of the letters.
[[nodiscard]] std::string nearest_word(std::string_view word, const std::vector<std::string>& candidates);

/// `"a"`, with quotes and with control characters shown as '?': safe to print on a terminal.
[[nodiscard]] std::string in_quotes(std::string_view word);

/// "a, b, c"
[[nodiscard]] std::string listed(const std::vector<std::string>& words);

/// "1 mistake", "3 mistakes"
[[nodiscard]] std::string counted(std::size_t count, std::string_view thing);

}  // namespace meldmaat
